package dev.signet.cli.liberty;

import dev.signet.cli.xml.XmlElement;

/**
 * An element of the server's configuration, before those with the same id are put together.
 *
 * @param element the element of one file
 * @param onConflict what to do where its id is there already
 */
public record Part(XmlElement element, OnConflict onConflict) {}
