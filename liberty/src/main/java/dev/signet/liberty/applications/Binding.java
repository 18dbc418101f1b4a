package dev.signet.liberty.applications;

/**
 * A group or user that has a role by its name alone.
 *
 * @param role the role
 * @param kind {@code group} or {@code user}, as the element is called
 * @param name the name
 * @param place the file, or the element of {@code server.xml}, where it stands
 */
record Binding(String role, String kind, String name, String place) {}
