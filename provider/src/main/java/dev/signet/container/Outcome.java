package dev.signet.container;

/** What has become of a request, before it is translated for the container. */
public enum Outcome {
  /** The container is notified of the caller, and the application may run. */
  AUTHENTICATED,

  /** The container is notified of nobody, and the application may run. */
  UNAUTHENTICATED,

  /** The container is notified of nobody; the response is complete. */
  ANSWERED,

  /** Another mechanism of the application authenticates the request; nothing has been done. */
  DELEGATED
}
