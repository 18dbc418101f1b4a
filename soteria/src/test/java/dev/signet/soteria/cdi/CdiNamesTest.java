package dev.signet.soteria.cdi;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.junit.jupiter.api.Test;

/** JNDI, with the jndi.properties of this jar and nothing else. */
class CdiNamesTest {
  @Test
  @SuppressWarnings("BanJNDI") // the name is a constant
  void withoutCdiWeldSaysThatThereIsNone() {
    NamingException none =
        assertThrows(NamingException.class, () -> InitialContext.doLookup("cdi:BeanManager"));
    assertTrue(none.toString().contains("WELD-001300"), none.toString());
  }
}
