package com.bpmcentr.console.apikey;

/** A key as a line of the list. */
public record ApiKeyRow(
    ApiKey apiKey, ApiKeyStatus status, String customerName, String customerEmail) {}
