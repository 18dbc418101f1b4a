package dev.signet.mechanism;

import jakarta.el.ELException;
import jakarta.el.ELProcessor;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.regex.Pattern;

/**
 * The expression language in the members of an annotation, as in the annotations of Jakarta
 * Security: a text that is an expression as a whole is evaluated with the beans of the application.
 */
final class Expressions {
  private static final Pattern EXPRESSION = Pattern.compile("[#$]\\{(.*)}", Pattern.DOTALL);

  /** Left to the reader of the configuration. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(?:env|sys)\\..*");

  private final BeanManager beans;

  Expressions(BeanManager beans) {
    this.beans = beans;
  }

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException where an expression has no value; the message contains no part
   *     of any value
   */
  Object evaluate(String text) {
    var expression = EXPRESSION.matcher(text);
    if (!expression.matches() || PLACEHOLDER.matcher(text).matches()) {
      return text;
    }
    Object value = evaluateRaw(expression.group(1));
    if (value == null) {
      throw new IllegalArgumentException("is an expression that gives nothing");
    }
    return value;
  }

  private Object evaluateRaw(String expression) {
    try {
      ELProcessor processor = new ELProcessor();
      processor.getELManager().addELResolver(beans.getELResolver());
      return processor.eval(expression);
    } catch (ELException e) {
      throw new IllegalArgumentException(
          "is an expression that cannot be evaluated (" + e.getClass().getSimpleName() + ")", e);
    } catch (LinkageError | IllegalStateException e) {
      throw new IllegalArgumentException(
          "is an expression, and this server has no expression language", e);
    }
  }
}
