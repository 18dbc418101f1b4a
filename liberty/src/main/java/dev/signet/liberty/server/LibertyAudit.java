package dev.signet.liberty.server;

import dev.signet.audit.ServerAudit;
import dev.signet.identity.CallerIdentity;
import dev.signet.log.Messages;
import dev.signet.refusals.RefusalRecord;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Refusals as events {@code SIGNET_REFUSAL} of Liberty's feature {@code audit-2.0}, while it is
 * there. Its service is asked for at each event, and its classes by their names: a bundle that
 * imported them would be restarted when the feature comes or goes.
 */
@Component(
    service = {},
    immediate = true)
public final class LibertyAudit implements ServerAudit {
  private static final Logger LOG = Messages.logger(LibertyAudit.class);
  private static final String SERVICE = "com.ibm.wsspi.security.audit.AuditService";
  private static final String EVENT = "com.ibm.websphere.security.audit.AuditEvent";
  private static final String NAME = "SIGNET_REFUSAL";
  private static final String OUTCOME = "denied";

  private final BundleContext services;
  private final AtomicBoolean saidThatItFails = new AtomicBoolean();

  /**
   * For the component runtime.
   *
   * @param services where the server's audit is found
   */
  @Activate
  public LibertyAudit(BundleContext services) {
    this.services = services;
    ServerAudit.begin(this);
  }

  /** For the component runtime. */
  @Deactivate
  public void end() {
    ServerAudit.end(this);
  }

  @Override
  public void refusal(RefusalRecord refusal, Optional<CallerIdentity> caller, long leftOut) {
    ServiceReference<?> found = services.getServiceReference(SERVICE);
    Object service = found == null ? null : services.getService(found);
    if (service == null) {
      return;
    }
    try {
      Class<?> type = found.getBundle().loadClass(SERVICE);
      Class<?> event = found.getBundle().loadClass(EVENT);
      if ((Boolean)
          type.getMethod("isAuditRequired", String.class, String.class)
              .invoke(service, NAME, OUTCOME)) {
        Object made = event.getConstructor().newInstance();
        for (Map.Entry<String, Object> part : parts(refusal, caller, leftOut).entrySet()) {
          event
              .getMethod("set", String.class, Object.class)
              .invoke(made, part.getKey(), part.getValue());
        }
        type.getMethod("sendEvent", event).invoke(service, made);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      if (!saidThatItFails.getAndSet(true)) {
        LOG.log(
            Level.WARNING,
            "SIGNET0012W: the server''s audit does not take refusals of Signet: {0}; Signet''s own audit and log"
                + " have them",
            e.getClass().getSimpleName());
      }
    } finally {
      services.ungetService(found);
    }
  }

  /** By the names that Liberty's own events have. */
  private static Map<String, Object> parts(
      RefusalRecord refusal, Optional<CallerIdentity> caller, long leftOut) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("eventName", NAME);
    parts.put("outcome", OUTCOME);
    parts.put("reason.reasonCode", refusal.reason().id());
    parts.put("reason.reasonType", refusal.getText());
    parts.put("initiator.host.address", refusal.request().client());
    parts.put("signet.peer", refusal.request().peer());
    parts.put("target.appname", refusal.application());
    parts.put("target.method", refusal.request().method());
    parts.put("target.name", refusal.request().path());
    parts.put("signet.reference", refusal.reference());
    if (!refusal.getDefinition().isEmpty()) {
      parts.put("signet.definition", refusal.getDefinition());
    }
    caller.ifPresent(
        identity -> {
          parts.put("target.realm", identity.realm());
          parts.put("target.credential.token", identity.name());
        });
    if (leftOut > 0) {
      parts.put("signet.leftOut", Long.toString(leftOut));
    }
    return parts;
  }
}
