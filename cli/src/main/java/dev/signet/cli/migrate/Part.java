package dev.signet.cli.migrate;

/**
 * An element of the server's configuration, before those with the same id are put together.
 *
 * @param element the element of one file
 * @param onConflict what to do where its id is there already
 */
record Part(XmlElement element, OnConflict onConflict) {}
