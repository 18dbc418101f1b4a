package dev.signet.cli.jwks;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a key id scheme in an option. */
public final class KeyIdSchemeConverter implements ITypeConverter<KeyIdScheme> {
  /** A converter. */
  public KeyIdSchemeConverter() {}

  @Override
  public KeyIdScheme convert(String text) {
    try {
      return KeyIdScheme.named(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
