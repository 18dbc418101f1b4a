package dev.signet.audit;

import dev.signet.config.AuditSettings;
import dev.signet.http.KeyThreads;
import dev.signet.log.Messages;
import dev.signet.refusals.RefusalLedger;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file with one line of an audit after the other. Where it is new, its owner alone may read it.
 * It is open only while a line is written, and each line is one write at its end: several
 * applications, and several copies of Signet, may name the same file, and a file that is moved away
 * is begun again. A thread of its own writes, which ends after a second without work; no request
 * waits for a disk. Lines that cannot be written are counted, and the log says so once.
 * Thread-safe.
 */
final class AuditFile implements AuditSink {
  /** Not below that of the lines, which has lines of an audit and nothing else. */
  private static final Logger LOG = Messages.logger("dev.signet.auditfile");

  private static final int WAITING_LINES = 10_000;
  private static final long FLUSH_SECONDS = 5;

  private final Path file;
  private final AuditFiles files;
  private final AuditLines lines;
  private final AtomicLong lost = new AtomicLong();
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING_LINES),
          task -> KeyThreads.daemon(task, "signet-audit"));

  // below: of the one thread
  private boolean isBroken;
  private boolean isTorn;

  private AuditFile(Path file, AuditFiles files, AuditLines lines) {
    this.file = file;
    this.files = files;
    this.lines = lines;
    writer.allowCoreThreadTimeOut(true);
  }

  /** Of an application. The file is made at once, so that the log says early where it cannot be. */
  static AuditFile of(Path file, AuditSettings settings, RefusalLedger ledger) {
    AuditFiles files =
        new AuditFiles(file, settings.maxBytes(), settings.maxFiles(), ledger.clock());
    AuditLines lines = new AuditLines(ledger.application(), ledger.clock());
    AuditFile made = new AuditFile(file, files, lines);
    made.writer.execute(() -> made.append(""));
    return made;
  }

  @Override
  public void write(String line) {
    try {
      writer.execute(() -> append(line + "\n"));
    } catch (RejectedExecutionException e) {
      lost.incrementAndGet();
    }
  }

  /** Throws nothing: a line that fails is counted, and the next one says how many did. */
  private void append(String line) {
    long missing = lost.get();
    String gap = missing == 0 ? "" : lines.lost(missing) + "\n";
    try {
      byte[] bytes = ((isTorn ? "\n" : "") + gap + line).getBytes(StandardCharsets.UTF_8);
      files.makeRoom(bytes.length);
      write(bytes);
      isTorn = false;
      lost.addAndGet(-missing);
      sayItWorks(missing);
    } catch (IOException | RuntimeException e) {
      lost.addAndGet(line.isEmpty() ? 0 : 1);
      sayItFails(e);
    }
  }

  private void write(byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), ofItsOwner(file))) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        isTorn |= channel.write(rest) > 0 && rest.hasRemaining();
      }
    }
  }

  private static FileAttribute<?>[] ofItsOwner(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private void sayItFails(Exception failure) {
    if (!isBroken) {
      isBroken = true;
      LOG.log(
          Level.ERROR,
          "SIGNET0135E: {0}: the audit file {1} {2}; logins go on, and their lines are left out until it can be"
              + " written",
          lines.application(),
          file,
          why(failure));
    }
  }

  private static String why(Exception failure) {
    if (failure instanceof NoSuchFileException) {
      return "is in a folder that does not exist: make the folder";
    }
    return failure instanceof AccessDeniedException
        ? "may not be written by the user that this server runs as: see the permissions of the file"
            + " and of its folder"
        : "cannot be written: see whether it is a file and whether its disk is full";
  }

  private void sayItWorks(long missing) {
    if (isBroken || missing > 0) {
      isBroken = false;
      LOG.log(
          Level.WARNING,
          "SIGNET0136W: {0}: the audit file {1} is written again; {2} of its lines are missing",
          lines.application(),
          file,
          Long.toString(missing));
    }
  }

  @Override
  public void flush() {
    try {
      writer.submit(() -> {}).get(FLUSH_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException | ExecutionException | TimeoutException e) {
      LOG.log(
          Level.ERROR,
          "SIGNET0137E: {0}: the audit file {1} takes too long to write; {2} of its lines may be missing",
          lines.application(),
          file,
          Long.toString(writer.getQueue().size() + lost.get()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
