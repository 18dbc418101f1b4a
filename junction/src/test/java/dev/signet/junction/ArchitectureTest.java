package dev.signet.junction;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

/** The arrows between the packages point one way. */
class ArchitectureTest {
  private static final String[] ROOMS = {"command", "keys", "mint", "proxy", "dev", "demo"};

  @Test
  void eachPackageKnowsOnlyThoseBelowIt() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.signet.junction");
    Architectures.LayeredArchitecture rooms =
        Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("junction")
            .definedBy("dev.signet.junction")
            .whereLayer("junction")
            .mayNotBeAccessedByAnyLayer();
    for (String room : ROOMS) {
      rooms = rooms.layer(room).definedBy("dev.signet.junction." + room);
    }
    for (int i = 0; i < ROOMS.length; i++) {
      String[] above = new String[ROOMS.length - i];
      above[0] = "junction";
      System.arraycopy(ROOMS, i + 1, above, 1, ROOMS.length - i - 1);
      rooms = rooms.whereLayer(ROOMS[i]).mayOnlyBeAccessedByLayers(above);
    }
    rooms.check(classes);
  }
}
