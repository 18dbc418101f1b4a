package dev.signet.dumper.view;

/** What one answer shows: the JSP renders it, or JSON-B writes it. */
public sealed interface View permits DumpView, WhoamiView, HeadersView, ErrorView {}
