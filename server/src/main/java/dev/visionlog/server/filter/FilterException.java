package dev.visionlog.server.filter;

/** A filter that cannot be understood. The message is meant for the person who wrote the filter. */
public final class FilterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int position;
  private final String detail;

  /**
   * @param position the column, counted in characters (code points) from 1; 0 if the fault has none
   * @param detail what was found and what was expected
   */
  public FilterException(int position, String detail) {
    super((position > 0 ? "column " + position + ": " : "") + detail);
    this.position = position;
    this.detail = detail;
  }

  /** The column of the fault, counted in characters from 1; 0 if it has none. */
  public int position() {
    return position;
  }

  /** The same fault, found at this column. */
  FilterException at(int column) {
    return new FilterException(column, detail);
  }
}
