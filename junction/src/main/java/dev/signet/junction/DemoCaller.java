package dev.signet.junction;

/** The people of the demo, each in one group. */
enum DemoCaller {
  /** Has the role RoleA. */
  TESTUSER("testuser", "groupa"),
  /** Has the role RoleB. */
  OTHERUSER("otheruser", "groupb");

  private final String user;
  private final String group;

  DemoCaller(String user, String group) {
    this.user = user;
    this.group = group;
  }

  String user() {
    return user;
  }

  String group() {
    return group;
  }

  String inWords() {
    return user + ", in " + group;
  }
}
