// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.holdfast.files.PathText;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.backup.Globs;
import org.holdfast.node.backup.Source;
import org.holdfast.node.control.SourceReport;
import org.holdfast.node.control.SourceRequest;

/** What is backed up, as people name it. */
final class SourceDesk {
    private final Node node;

    SourceDesk(Node node) {
        this.node = node;
    }

    List<SourceReport> all() {
        return node.owner().sources().all().stream().map(SourceDesk::report).toList();
    }

    private static SourceReport report(Source source) {
        return new SourceReport(PathText.shown(source.path()), source.exclude(), source.oneFileSystem());
    }

    /** @throws HoldfastException SOURCE_UNREADABLE if the path is not a readable absolute path */
    SourceReport add(SourceRequest request) {
        Path path = Path.of(request.path());
        unfit(path).ifPresent(why -> {
            throw new HoldfastException(
                    ErrorCode.SOURCE_UNREADABLE, request.path(), request.path() + " cannot be backed up: " + why + ".");
        });
        List<String> globs = request.exclude();
        new Globs(globs);
        Source source = new Source(PathText.bytes(path.normalize()), globs, request.oneFileSystem());
        node.owner().sources().add(source);
        node.stores()
                .ledger()
                .events()
                .append(node.clock().instant(), "SOURCE_ADDED", request.path(), String.join(" ", globs));
        return report(source);
    }

    /** Why a path cannot be backed up, in words. */
    static Optional<String> unfit(Path path) {
        if (!path.isAbsolute() || path.getParent() == null) {
            return Optional.of("it must be an absolute path below the root");
        }
        if (Files.notExists(path)) {
            return Optional.of("it does not exist");
        }
        return Files.isReadable(path) ? Optional.empty() : Optional.of("the node's user may not read it");
    }

    /** @throws HoldfastException SOURCE_UNKNOWN */
    void remove(String path) {
        if (!node.owner().sources().remove(PathText.bytes(Path.of(path).normalize()))) {
            throw new HoldfastException(
                    ErrorCode.SOURCE_UNKNOWN, path, path + " is no source. 'holdfast source list' shows them.");
        }
    }
}
