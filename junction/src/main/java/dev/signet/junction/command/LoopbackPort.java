package dev.signet.junction.command;

import dev.signet.cli.command.CommandFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;

/** A port on 127.0.0.1 and the option that chose it. */
public record LoopbackPort(int number, String option) {
  private static final String HOST = "127.0.0.1";
  private static final byte[] ADDRESS = {127, 0, 0, 1};

  private static final int HIGHEST = 65535;

  public static boolean isPort(int number) {
    return number > 0 && number <= HIGHEST;
  }

  public URI uri(String scheme) {
    return URI.create(scheme + "://" + HOST + ":" + number + "/");
  }

  /** Refuses a port that another program listens on. */
  public void requireFree() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), number));
    } catch (IOException e) {
      throw new CommandFailedException(
          "port " + number + " on " + HOST + " is taken; choose another with " + option);
    }
  }
}
