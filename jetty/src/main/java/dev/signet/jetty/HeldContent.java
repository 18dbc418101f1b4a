package dev.signet.jetty;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;

/** Bytes that are kept. */
final class HeldContent extends ServletOutputStream {
  private final ByteArrayOutputStream bytes;

  HeldContent(ByteArrayOutputStream bytes) {
    this.bytes = bytes;
  }

  @Override
  public void write(int b) {
    bytes.write(b);
  }

  @Override
  public boolean isReady() {
    return true;
  }

  /** Is refused: there is nothing to wait for. */
  @Override
  public void setWriteListener(WriteListener listener) {
    throw new IllegalStateException("the bytes are only kept");
  }
}
