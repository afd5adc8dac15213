package com.bpmcentr.console.shell;

import java.util.regex.Pattern;

/** What people type, read out or copy from a bank's page, in the form in which it is read. */
public final class Typed {

  /** Also those that do not break, and what nobody sees: pages put it around what is copied. */
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");

  private Typed() {}

  /**
   * „1 234,50“ as 1234.50. What it means is not guessed: „1,234.50“ has two points then, and is
   * refused.
   */
  public static String number(String typed) {
    return account(typed).replace(',', '.');
  }

  /** Of a field that says itself that it is percents: „10 %“. */
  public static String percents(String typed) {
    String number = number(typed);
    return number.endsWith("%") ? number.substring(0, number.length() - 1) : number;
  }

  /** A Make account, which has no spaces, as it is read out in groups: „123 4567“. */
  public static String account(String typed) {
    return SPACES.matcher(typed).replaceAll("");
  }

  /** A key or another secret, which has no spaces, as a chat has broken it into lines. */
  public static String secret(String pasted) {
    return account(pasted);
  }
}
