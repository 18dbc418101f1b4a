package dev.signet.rehearsal;

import dev.signet.JwtAuthenticator;
import dev.signet.log.Messages;
import dev.signet.refusals.RefusalLedger;
import dev.signet.rehearsal.RehearsedServer.Compared;
import dev.signet.settings.MonotonicTime;
import dev.signet.token.RequestChannel;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rehearsal of one application, which Signet does not authenticate: each request that the
 * application's own login has let in is copied, and a thread of the rehearsal finds out what Signet
 * would have done with it. The request goes on at once and is not changed; it waits neither for
 * keys nor for anything else, and nothing that goes wrong here reaches it. No user and no claim is
 * written down.
 */
public final class Rehearsal {
  private static final Logger LOG = Messages.logger(Rehearsal.class);
  private static final String ATTRIBUTE = "dev.signet.rehearsal";
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final String application;
  private final MonotonicTime time;
  private final Judge judge;
  private final Tally tally = new Tally();
  private final Backlog backlog = new Backlog();
  private volatile @Nullable Line line;
  private volatile @Nullable Compared compared;
  private Duration nextSummary = INTERVAL;

  /**
   * Begins without a configuration, and counts nothing until there is one.
   *
   * @param application its name
   * @param ledger where refusals are written down
   * @param clock tells the time of day
   */
  public Rehearsal(String application, RefusalLedger ledger, Clock clock) {
    this.application = application;
    this.time = MonotonicTime.of(clock);
    this.judge = new Judge(tally, ledger, LOG, application + ", mode report:", clock);
  }

  /**
   * Shows a request to the rehearsal of its application. Sessions of such an application are not
   * Signet's.
   *
   * @param request a request that the container has let in
   * @return whether the application is only rehearsed
   */
  @SuppressWarnings("unchecked") // watch has put it there, of whichever copy of this class
  public static boolean sees(HttpServletRequest request) {
    boolean isRehearsed = isOf(request.getServletContext());
    if (isRehearsed && request.getDispatcherType() == DispatcherType.REQUEST) {
      ((Consumer<HttpServletRequest>) request.getServletContext().getAttribute(ATTRIBUTE))
          .accept(request);
    }
    return isRehearsed;
  }

  /**
   * Whether an application is only rehearsed.
   *
   * @param application the application of a request or a session
   * @return false where Signet authenticates, or leaves it alone
   */
  public static boolean isOf(@Nullable ServletContext application) {
    return application != null && application.getAttribute(ATTRIBUTE) instanceof Consumer<?>;
  }

  /**
   * Begins to look at an application's requests. Where another rehearsal looks at them already,
   * nothing happens.
   *
   * @param context the application
   * @param server its server
   */
  public void watch(ServletContext context, RehearsedServer server) {
    if (!isOf(context)) {
      Consumer<HttpServletRequest> observer = request -> observe(request, server);
      context.setAttribute(ATTRIBUTE, observer);
    }
  }

  /**
   * Uses a configuration from now on.
   *
   * @param authenticator of that configuration, and for nothing but this
   * @param channels of that configuration
   */
  public void take(JwtAuthenticator authenticator, RequestChannel channels) {
    line = new Line(authenticator, channels);
  }

  /**
   * The numbers, for JMX.
   *
   * @return the view that is registered
   */
  public RehearsalMXBean numbers() {
    return tally;
  }

  /** Logs the summary once a minute where there were requests; to be called every second. */
  public void tick() {
    if (time.elapsed().compareTo(nextSummary) >= 0) {
      nextSummary = time.elapsed().plus(INTERVAL);
      summarize();
    }
  }

  private void summarize() {
    tally
        .news()
        .ifPresent(
            all -> LOG.log(Level.INFO, "SIGNET0133I: {0}, mode report: {1}", application, all));
  }

  /** Ends it, with a last summary. Requests that wait are not looked at any more. */
  public void end() {
    line = null;
    backlog.close();
    summarize();
  }

  /** On the thread of a request. */
  private void observe(HttpServletRequest request, RehearsedServer server) {
    Line now = line;
    if (now == null) {
      return;
    }
    try {
      Today today = Today.of(request, rolesOf(request.getServletContext(), server));
      CapturedRequest copy = CapturedRequest.of(request);
      if (!backlog.add(copy.size(), () -> judge.judge(copy, today, now, server.names()))) {
        tally.count(Verdict.UNEXAMINED);
      }
    } catch (RuntimeException | LinkageError e) {
      judge.fault(e);
    }
  }

  /** Looked for once, at the first request: no initializer may ask an application for them. */
  private List<String> rolesOf(ServletContext context, RehearsedServer server) {
    Compared known = compared;
    return known == null ? findRoles(context, server) : known.roles();
  }

  private synchronized List<String> findRoles(ServletContext context, RehearsedServer server) {
    Compared known = compared;
    if (known == null) {
      known = server.rolesOf(context);
      compared = known;
      tally.comparing(known.said());
      LOG.log(Level.INFO, "SIGNET0134I: {0}, mode report: {1}", application, known.said());
    }
    return known.roles();
  }
}
