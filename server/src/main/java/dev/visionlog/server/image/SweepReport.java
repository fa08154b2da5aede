package dev.visionlog.server.image;

import java.util.List;

/**
 * What a sweep has found.
 *
 * @param files images on the disk
 * @param rows rows that say that they have an image
 * @param filesWithoutRow images that no row has, older than the grace period
 * @param rowsWithoutFile rows whose image is not there
 * @param idsWithoutFile of the first ten of these
 * @param temporary files that killed servers have left half written
 * @param unreferenced contents that are kept for images which are gone
 * @param mended whether files were deleted
 * @param rowsMended whether rows were marked. They are not if none of a hundred or more has its
 *     file: then it is more likely that the disk is not mounted
 */
public record SweepReport(
    long files,
    long rows,
    Finding filesWithoutRow,
    Finding rowsWithoutFile,
    List<Long> idsWithoutFile,
    Finding temporary,
    Finding unreferenced,
    boolean mended,
    boolean rowsMended) {}
