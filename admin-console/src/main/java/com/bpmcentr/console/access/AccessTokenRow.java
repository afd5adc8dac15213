package com.bpmcentr.console.access;

/** A line of the list of access tokens. */
public record AccessTokenRow(
    AccessToken token, AccessTokenStatus status, String memberName, String memberEmail) {}
