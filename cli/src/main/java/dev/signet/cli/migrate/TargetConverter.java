package dev.signet.cli.migrate;

import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what is to be written from an option. */
final class TargetConverter implements ITypeConverter<Target> {
  @Override
  public Target convert(String text) {
    return Stream.of(Target.values())
        .filter(target -> target.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("is neither signet.json nor server.xml"));
  }
}
