package dev.signet.cli.migrate;

/** A definition cannot be carried over whole, and half of it would let more requests in. */
final class CannotCarryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Finding finding;

  CannotCarryException(Finding finding) {
    super(finding.text(), null, false, false);
    this.finding = finding;
  }

  Finding finding() {
    return finding;
  }
}
