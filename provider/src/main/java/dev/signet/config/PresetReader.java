package dev.signet.config;

import dev.signet.settings.SettingsObject;
import java.util.List;
import java.util.Set;

/** Reads the preset of a definition, and the settings that are only for one preset. */
final class PresetReader {
  private static final String AWS_ALB = "aws-alb";
  private static final String CLOUDFLARE_ACCESS = "cloudflare-access";

  private final SettingsObject settings;

  PresetReader(SettingsObject settings) {
    this.settings = settings;
  }

  Preset read() {
    String name =
        settings
            .word(
                "preset",
                List.of(AWS_ALB, CLOUDFLARE_ACCESS),
                "must be " + AWS_ALB + " or " + CLOUDFLARE_ACCESS)
            .orElse("");
    List<String> signers = settings.texts("signer");
    List<String> clients = settings.texts("client");
    if (name.equals(AWS_ALB)) {
      return awsAlb(signers, clients);
    }
    for (String own : List.of("signer", "client")) {
      settings.refuse(own, "is allowed only with the preset " + AWS_ALB);
    }
    if (name.equals(CLOUDFLARE_ACCESS)) {
      return new Preset.CloudflareAccess();
    }
    return new Preset.None();
  }

  private Preset awsAlb(List<String> signers, List<String> clients) {
    if (signers.isEmpty()) {
      settings.requiredText(
          "signer", "the load balancer's ARN, because the keys sign for all customers of a region");
    }
    if (clients.isEmpty()) {
      settings.requiredText(
          "client", "the client id of the load balancer at its identity provider");
    }
    return new Preset.AwsAlb(Set.copyOf(signers), Set.copyOf(clients));
  }
}
