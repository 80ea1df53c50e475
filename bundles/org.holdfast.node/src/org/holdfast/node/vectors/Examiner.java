// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.vectors;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.holdfast.format.vectors.Finding;
import org.holdfast.format.vectors.VectorCheck;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a provider reproduces its golden vectors before anything new is written with it. Bundles of the product
 * pass unseen: the build has checked them, and the gate has their bytes. Thread-safe; no call waits.
 */
public final class Examiner {
    private static final Logger LOG = LoggerFactory.getLogger(Examiner.class);

    private final VectorShelf shelf;
    private final Pace pace;
    private final Predicate<ServiceReference<?>> ofTheProduct;
    private final NodeClock clock;

    /**
     * @param home the data folder, where vectors of foreign formats are remembered
     * @param ofTheProduct which services come from the product's own bundles
     */
    public Examiner(Optional<Path> home, Predicate<ServiceReference<?>> ofTheProduct, NodeClock clock) {
        this(home, new Pace(Examination.LIMIT, Examination.REPETITION), ofTheProduct, clock);
    }

    /**
     * @param limit how long a check may take
     * @param repetition after what time one is made again that could not be made
     */
    record Pace(Duration limit, Duration repetition) {}

    Examiner(Optional<Path> home, Pace pace, Predicate<ServiceReference<?>> ofTheProduct, NodeClock clock) {
        this.shelf = new VectorShelf(home);
        this.pace = pace;
        this.ofTheProduct = ofTheProduct;
        this.clock = clock;
    }

    /** Whether a service comes from the product's own bundles. */
    public boolean isOfTheProduct(ServiceReference<?> reference) {
        return ofTheProduct.test(reference);
    }

    /** Begins the check of a provider. */
    public Examination examine(String role, FormatId format, VectorCheck check, ServiceReference<?> reference) {
        if (ofTheProduct.test(reference)) {
            return Examination.passed(clock);
        }
        return Examination.begin(
                format.name(), pace, clock, () -> told(format, reference, standing(role, format, check, reference)));
    }

    /** Whatever a foreign provider throws, errors of linking among them, is its answer and nobody else's trouble. */
    private Standing standing(String role, FormatId format, VectorCheck check, ServiceReference<?> reference) {
        try {
            return switch (shelf.find(role, format, reference.getBundle())) {
                case Expected.Missing(String why) -> new Standing.Refused(ErrorCode.VECTORS_MISSING, why);
                case Expected.Taken(String why) -> new Standing.Refused(ErrorCode.VECTORS_DIFFER, why);
                case Expected.Settled(var file) -> standing(check.check(file));
                case Expected.Brought(var file, byte[] text) -> {
                    Standing standing = standing(check.check(file));
                    if (standing.writes()) {
                        shelf.remember(role, format, text);
                    }
                    yield standing;
                }
            };
        } catch (RuntimeException | Error e) {
            LOG.warn("The check of {} from {} ended in an exception", format, reference.getBundle(), e);
            String why = "the check of its golden vectors ended in " + e;
            return isOurs(e) ? new Standing.Undecided(why) : new Standing.Refused(ErrorCode.VECTORS_DIFFER, why);
        }
    }

    /** What goes wrong in this node says nothing of the provider. One that only pretends is never proven, either. */
    private static boolean isOurs(Throwable e) {
        return e instanceof HoldfastException known && known.code() == ErrorCode.DISK_FAILED;
    }

    private static Standing standing(Finding finding) {
        return switch (finding) {
            case Finding.Reproduced reproduced -> new Standing.Proven();
            case Finding.Differs(String vector, String why) ->
                new Standing.Refused(ErrorCode.VECTORS_DIFFER, "it fails " + vector + ": " + why);
        };
    }

    private static Standing told(FormatId format, ServiceReference<?> reference, Standing standing) {
        Bundle bundle = reference.getBundle();
        switch (standing) {
            case Standing.Proven proven -> LOG.info("{} from {} reproduces its golden vectors", format, bundle);
            case Standing.Refused(ErrorCode code, String why) ->
                LOG.warn("Nothing new is written with {} from {}: {} ({})", format, bundle, why, code);
            case Standing.Undecided(String why) ->
                LOG.warn("Nothing new is written with {} from {} yet: {}", format, bundle, why);
            case Standing.Examined examined -> throw new IllegalStateException("a check has ended and goes on");
        }
        return standing;
    }
}
