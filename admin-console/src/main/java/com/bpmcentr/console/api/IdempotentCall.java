package com.bpmcentr.console.api;

import java.util.UUID;

/** What a key stands for. It is one client's and one path's, so that two can choose the same. */
record IdempotentCall(UUID tokenId, String path, String key) {}
