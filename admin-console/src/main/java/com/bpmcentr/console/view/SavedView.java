package com.bpmcentr.console.view;

import java.time.Instant;
import java.util.UUID;

/**
 * Filters and order of a list under a name.
 *
 * @param list as the screen's and the API's path have it, {@code subscriptions}
 * @param query as in the screen's address, {@code status=active&sort=-endDate}
 */
public record SavedView(UUID id, String list, String name, String query, Instant createdAt) {}
