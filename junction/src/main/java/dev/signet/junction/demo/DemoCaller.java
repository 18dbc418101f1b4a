package dev.signet.junction.demo;

import dev.signet.junction.proxy.TicketRight;
import dev.signet.junction.proxy.User;
import dev.signet.junction.proxy.Users;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The users of the demo, each in one group. */
enum DemoCaller {
  /** Has the role RoleA. */
  TESTUSER("testuser", "testpass", "groupa"),
  /** Has the role RoleB. */
  OTHERUSER("otheruser", "otherpass", "groupb");

  private final String user;
  private final String password;
  private final String group;

  DemoCaller(String user, String password, String group) {
    this.user = user;
    this.password = password;
    this.group = group;
  }

  String user() {
    return user;
  }

  String group() {
    return group;
  }

  /** All of them as users of the junction; their passwords are on the demo's page. */
  static Users users() {
    return new Users(
        Arrays.stream(values()).collect(Collectors.toMap(DemoCaller::user, DemoCaller::asUser)));
  }

  private User asUser() {
    String hash = Users.hash(password.toCharArray());
    return new User(
        user, hash, List.of(group), JsonValue.EMPTY_JSON_OBJECT, false, TicketRight.NONE);
  }

  String inWords() {
    return user + ", in " + group;
  }
}
