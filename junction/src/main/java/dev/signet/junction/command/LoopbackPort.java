package dev.signet.junction.command;

import dev.signet.cli.command.CommandFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** A port on 127.0.0.1 and the option that chose it. */
public record LoopbackPort(int number, String option) {
  private static final String HOST = "127.0.0.1";
  private static final byte[] ADDRESS = {127, 0, 0, 1};

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::|(0{1,4}:){7}0{0,3})1]");

  private static final int HIGHEST = 65535;

  public static boolean isPort(int number) {
    return number > 0 && number <= HIGHEST;
  }

  /** Whether a host of a URL is this machine, without asking a name server. */
  public static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  /** A port on 127.0.0.1, or with 0 one that the system chooses. */
  public static InetSocketAddress address(int number) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(ADDRESS), number);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  public URI uri(String scheme) {
    return URI.create(scheme + "://" + HOST + ":" + number + "/");
  }

  /** Refuses a port that another program listens on. */
  public void requireFree() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address(number));
    } catch (IOException e) {
      throw new CommandFailedException(
          "port " + number + " on " + HOST + " is taken; choose another with " + option);
    }
  }
}
