package dev.signet.it.servers.embedded;

import java.io.File;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Starts Payara Micro or the embedded GlassFish by its own API, and has it take applications from a
 * folder, as other servers do themselves. The build knows these APIs at run time alone: each is one
 * jar with every class of Jakarta EE.
 */
public final class EmbeddedServer {
  private static final String LISTENER =
      "network-config.network-listeners.network-listener.http-listener.address=127.0.0.1";

  private EmbeddedServer() {}

  /** An application comes, with its name and context root, or goes. */
  private interface Applications {
    void deploy(String name, String contextRoot, File file) throws ReflectiveOperationException;

    void undeploy(String name) throws ReflectiveOperationException;
  }

  /**
   * Runs until the process is ended.
   *
   * @param arguments which server, its port, the folder of applications, jars for all of these
   */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[1]);
    List<File> libraries = Arrays.stream(arguments).skip(3).map(File::new).toList();
    Applications server =
        arguments[0].equals("payara-micro") ? payaraMicro(port, libraries) : glassFish(port);
    follow(Path.of(arguments[2]), server);
  }

  private static void follow(Path folder, Applications server) throws Exception {
    Set<String> known = new HashSet<>();
    while (true) {
      Set<String> there = new HashSet<>();
      try (Stream<Path> files = Files.list(folder)) {
        files.map(file -> file.getFileName().toString()).forEach(there::add);
      }
      for (String file : known) {
        if (!there.contains(file)) {
          server.undeploy(nameOf(file));
        }
      }
      for (String file : there) {
        if (!known.contains(file)) {
          String name = nameOf(file);
          inThreadOfItsOwn(
              () -> {
                server.deploy(
                    name, name.equals("ROOT") ? "/" : "/" + name, folder.resolve(file).toFile());
                return null;
              });
        }
      }
      known = there;
      Thread.sleep(200);
    }
  }

  /** Jersey leaves the application in a variable of the thread that deploys it. */
  private static void inThreadOfItsOwn(Callable<?> step) throws Exception {
    FutureTask<?> task = new FutureTask<>(step);
    new Thread(task, "deploys").start();
    task.get();
  }

  private static String nameOf(String file) {
    return file.replaceFirst("\\.war$", "");
  }

  private static Applications payaraMicro(int port, List<File> libraries)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName("fish.payara.micro.PayaraMicro");
    Object micro = type.getMethod("getInstance").invoke(null);
    type.getMethod("setHttpPort", int.class).invoke(micro, port);
    type.getMethod("setNoHazelcast", boolean.class).invoke(micro, true);
    type.getMethod("setPrintLogo", boolean.class).invoke(micro, false);
    Consumer<Object> onLoopback =
        commands -> {
          try {
            Class<?> runner = Class.forName("fish.payara.micro.boot.AdminCommandRunner");
            runner
                .getMethod("run", String.class, String[].class)
                .invoke(commands, "set", new String[] {"configs.config.server-config." + LISTENER});
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        };
    type.getMethod("setPreBootHandler", Consumer.class).invoke(micro, onLoopback);
    for (File library : libraries) {
      type.getMethod("addLibrary", File.class).invoke(micro, library);
    }
    Object runtime = type.getMethod("bootStrap").invoke(micro);
    Class<?> known = Class.forName("fish.payara.micro.PayaraMicroRuntime");
    Method deploy = known.getMethod("deploy", String.class, String.class, File.class);
    Method undeploy = known.getMethod("undeploy", String.class);
    return new Applications() {
      @Override
      public void deploy(String name, String contextRoot, File file)
          throws ReflectiveOperationException {
        deploy.invoke(runtime, name, contextRoot, file);
      }

      @Override
      public void undeploy(String name) throws ReflectiveOperationException {
        undeploy.invoke(runtime, name);
      }
    };
  }

  private static Applications glassFish(int port) throws ReflectiveOperationException {
    Class<?> properties = Class.forName("org.glassfish.embeddable.GlassFishProperties");
    Object settings = properties.getConstructor().newInstance();
    properties
        .getMethod("setPort", String.class, int.class)
        .invoke(settings, "http-listener", port);
    Class<?> runtime = Class.forName("org.glassfish.embeddable.GlassFishRuntime");
    Object server =
        runtime
            .getMethod("newGlassFish", properties)
            .invoke(runtime.getMethod("bootstrap").invoke(null), settings);
    Class<?> type = Class.forName("org.glassfish.embeddable.GlassFish");
    type.getMethod("start").invoke(server);
    Object commands = type.getMethod("getCommandRunner").invoke(server);
    Class.forName("org.glassfish.embeddable.CommandRunner")
        .getMethod("run", String.class, String[].class)
        .invoke(commands, "set", new String[] {"configs.config.server-config." + LISTENER});
    Object deployer = type.getMethod("getDeployer").invoke(server);
    Class<?> known = Class.forName("org.glassfish.embeddable.Deployer");
    Method deploy = known.getMethod("deploy", File.class, String[].class);
    Method undeploy = known.getMethod("undeploy", String.class, String[].class);
    return new Applications() {
      @Override
      public void deploy(String name, String contextRoot, File file)
          throws ReflectiveOperationException {
        String[] parameters = {"--name=" + name, "--contextroot=" + contextRoot};
        deploy.invoke(deployer, file, parameters);
      }

      @Override
      public void undeploy(String name) throws ReflectiveOperationException {
        undeploy.invoke(deployer, name, new String[0]);
      }
    };
  }
}
