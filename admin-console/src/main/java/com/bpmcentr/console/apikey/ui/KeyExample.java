package com.bpmcentr.console.apikey.ui;

/** What a new key may be tried with. */
record KeyExample(String connector, String account) {}
