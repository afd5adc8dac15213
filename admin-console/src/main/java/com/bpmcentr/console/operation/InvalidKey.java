package com.bpmcentr.console.operation;

/** The message keys of {@link Refusal.Invalid}; each has a text in every language. */
public final class InvalidKey {

  public static final String REQUIRED = "invalid.required";

  /** Argument: the most characters allowed. */
  public static final String TOO_LONG = "invalid.too-long";

  /** Argument: the fewest characters allowed. */
  public static final String TOO_SHORT = "invalid.too-short";

  /** It is not the password that holds now. */
  public static final String PASSWORD_WRONG = "invalid.password-wrong";

  /** The new password is the present one, or the e-mail address. */
  public static final String PASSWORD_KNOWN = "invalid.password-known";

  /** Control characters, or characters that turn the direction of the text around them. */
  public static final String CHARACTERS = "invalid.characters";

  /** A whole key or token: it would stay in the log, which nothing can be taken out of. */
  public static final String SECRET = "invalid.secret";

  public static final String EMAIL = "invalid.email";
  public static final String COUNTRY = "invalid.country";
  public static final String ACCOUNT = "invalid.account";
  public static final String ACCOUNT_UNCHANGED = "invalid.account-unchanged";
  public static final String SLUG = "invalid.slug";

  /** The id in this field is of nothing that exists. */
  public static final String UNKNOWN = "invalid.unknown";

  /** Arguments: the earliest and the latest time allowed, ISO 8601. */
  public static final String TIME_RANGE = "invalid.time-range";

  /** Arguments: the fewest and the most seconds. */
  public static final String SECONDS_RANGE = "invalid.seconds-range";

  /** Arguments: the smallest and the largest number. */
  public static final String NUMBER_RANGE = "invalid.number-range";

  /** An imported key is not 16–255 printable ASCII characters, or of a kind made here only. */
  public static final String KEY = "invalid.key";

  /** A key is given, and one is named by its id as well. */
  public static final String KEY_TWICE = "invalid.key-twice";

  /** A key that edges answer themselves, whoever asks. */
  public static final String KEY_MAGIC = "invalid.key-magic";

  public static final String CONNECTOR_DRAFT = "invalid.connector-draft";
  public static final String CONNECTOR_RETIRED = "invalid.connector-retired";
  public static final String CONNECTOR_RESERVED = "invalid.connector-reserved";
  public static final String CONNECTOR_FREE = "invalid.connector-free";

  public static final String TRIAL_CATEGORY = "invalid.trial-category";

  /** The list does not know this filter. */
  public static final String FILTER = "invalid.filter";

  /** The list cannot read this filter's value. */
  public static final String FILTER_VALUE = "invalid.filter-value";

  /** A whole key: it would be written down where secrets must not be. */
  public static final String FILTER_KEY = "invalid.filter-key";

  /** More of a secret than lists look for; argument: what they look for. */
  public static final String FILTER_CUT = "invalid.filter-cut";

  /** So much would be read for it that something narrower must be asked for as well. */
  public static final String USAGE_WIDE = "invalid.usage-wide";

  /** The list cannot be sorted by this. */
  public static final String SORT = "invalid.sort";

  /** A line of an import is longer than it may be; argument: the most bytes. */
  public static final String LINE_LENGTH = "invalid.line-length";

  public static final String LINE_UTF8 = "invalid.line-utf8";

  /** Argument: the column where the JSON breaks. */
  public static final String LINE_JSON = "invalid.line-json";

  public static final String LINE_OBJECT = "invalid.line-object";

  /** The field is none that is known here. */
  public static final String UNKNOWN_FIELD = "invalid.unknown-field";

  public static final String FIELD_TWICE = "invalid.field-twice";

  /** Another type than the field's, or none of its values. */
  public static final String FORM = "invalid.form";

  /** Argument: how many there may be. */
  public static final String TOO_MANY = "invalid.too-many";

  public static final String NO_LINES = "invalid.no-lines";

  /** Another customer has the address. */
  public static final String EMAIL_TAKEN = "invalid.email-taken";

  /** The key is another customer's already, or stands in the import twice. */
  public static final String KEY_TAKEN = "invalid.key-taken";

  /** Argument: the actions that can be done in bulk. */
  public static final String BULK_ACTION = "invalid.bulk-action";

  /** Things are named by their ids, by filters or by a job: by one of these. */
  public static final String BULK_SELECTION = "invalid.bulk-selection";

  /** Argument: the most things in one request. */
  public static final String BULK_SIZE = "invalid.bulk-size";

  /** Not the amount that is owed; argument: that amount. */
  public static final String AMOUNT = "invalid.amount";

  /** Not the currency that is owed; argument: that currency. */
  public static final String CURRENCY = "invalid.currency";

  /** A year was asked for and its credit has lapsed with the month. */
  public static final String CHANGE_LAPSED = "invalid.change-lapsed";

  public static final String INTERVAL_UNCHANGED = "invalid.interval-unchanged";

  /** The period after the present one is paid already. */
  public static final String PAID_AHEAD = "invalid.paid-ahead";

  /** A trial starts without a payment; one that comes during it is recorded by itself. */
  public static final String TRIAL_PAYMENT = "invalid.trial-payment";

  /** A percentage is above 0 and below 100, with two decimals at most. */
  public static final String PERCENT = "invalid.percent";

  /** A price is above nothing, with two decimals at most. */
  public static final String PRICE = "invalid.price";

  /** The connector costs what its category does already. */
  public static final String PRICE_NOT_OWN = "invalid.price-not-own";

  /** Either a percentage or a price. */
  public static final String PERCENT_OR_PRICE = "invalid.percent-or-price";

  /** By the rules nothing is given back. */
  public static final String NO_REFUND = "invalid.no-refund";

  public static final String PRICE_OF_ONE_INTERVAL = "invalid.price-of-one-interval";

  private InvalidKey() {}
}
