// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.core.selection.Decision;
import org.holdfast.core.selection.Preset;
import org.holdfast.files.FileTree;
import org.holdfast.files.PathText;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SourceRoot;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.backup.Source;
import org.holdfast.node.control.ExplanationReport;
import org.holdfast.node.control.LeftOutReport;
import org.holdfast.node.control.SelectionControl;
import org.holdfast.node.restore.RestoreTally;
import org.holdfast.node.selection.DpkgDatabase;
import org.holdfast.node.selection.Explainer;
import org.holdfast.node.selection.LeftOutFile;
import org.holdfast.node.selection.LeftOutList;
import org.holdfast.node.selection.OwnFolder;
import org.holdfast.node.selection.PackageFiles;

/** Answers why something is in a backup, or not. */
final class SelectionDesk implements SelectionControl {
    private final Node node;
    private final RestoreDesk restores;

    SelectionDesk(Node node, RestoreDesk restores) {
        this.node = node;
        this.restores = restores;
    }

    @Override
    public List<ExplanationReport> explain(String path) {
        Path given = Path.of(path);
        if (!given.isAbsolute()) {
            throw new HoldfastException(ErrorCode.USAGE, path, "'" + path + "' is no absolute path.");
        }
        Path wanted = given.normalize();
        List<Source> holding = node.owner().sources().all().stream()
                .filter(source -> below(source, wanted).isPresent())
                .toList();
        if (holding.isEmpty()) {
            return List.of(new ExplanationReport(
                    path, "", "out", "NO_SOURCE", path, path + " is out: it lies in none of the sources."));
        }
        return holding.stream()
                .map(source -> explain(source, path, below(source, wanted).orElseThrow()))
                .toList();
    }

    private static Optional<Bytes> below(Source source, Path wanted) {
        byte[] root = OwnFolder.slashed(source.path()).toArray();
        byte[] path = OwnFolder.slashed(PathText.bytes(wanted)).toArray();
        if (source.path().equals(PathText.bytes(wanted))) {
            return Optional.of(Bytes.EMPTY);
        }
        boolean inside = path.length > root.length + 1
                && path[root.length] == '/'
                && java.util.Arrays.equals(root, 0, root.length, path, 0, root.length);
        return inside
                ? Optional.of(Bytes.of(java.util.Arrays.copyOfRange(path, root.length + 1, path.length)))
                : Optional.empty();
    }

    private ExplanationReport explain(Source source, String path, Bytes below) {
        FileTree files = node.owner().files();
        OwnFolder own = OwnFolder.find(files, PathText.bytes(node.home().toAbsolutePath()));
        Explainer explainer =
                new Explainer(files, own, packages(source), node.clock().instant());
        String root = PathText.shown(source.path());
        return switch (explainer.explain(source.path(), source.rules(), below)) {
            case Explainer.Answer.Decided(Bytes at, Decision decision) ->
                decided(root, path, at.equals(below), join(root, at), decision);
            case Explainer.Answer.NotFollowed(Bytes at) ->
                new ExplanationReport(
                        path,
                        root,
                        "out",
                        "NOT_FOLLOWED",
                        join(root, at),
                        path + " is out: " + join(root, at) + " is no folder, and links are kept, not followed.");
            case Explainer.Answer.Missing(String why) ->
                throw new HoldfastException(
                        ErrorCode.PATH_UNKNOWN,
                        path,
                        "There is nothing at " + path + " now that could be judged."
                                + (why.isEmpty() ? "" : " " + why + "."));
        };
    }

    private static ExplanationReport decided(
            String root, String path, boolean here, String decidedAt, Decision decision) {
        String state = switch (decision) {
            case Decision.Taken taken -> "in";
            case Decision.Passed passed -> "way";
            case Decision.Closed closed -> here ? "empty" : "out";
            case Decision.LeftOut out -> "out";
        };
        String what = switch (state) {
            case "way" -> " is in if something below it is: it ";
            case "empty" -> " is in, without what it holds: it ";
            default -> " is " + state + ": " + (here ? "it" : decidedAt + ", a folder above it,") + " ";
        };
        return new ExplanationReport(
                path,
                root,
                state,
                decision.reason().cause().name(),
                decidedAt,
                path + what + decision.reason().words() + ".");
    }

    private static String join(String root, Bytes below) {
        return below.length() == 0 ? root : root + "/" + PathText.shown(below);
    }

    private Optional<PackageFiles> packages(Source source) {
        if (!source.rules().presets().contains(Preset.VENDOR)) {
            return Optional.empty();
        }
        try {
            return Optional.of(DpkgDatabase.load(Path.of(node.settings().text(Setting.PACKAGES_FOLDER))));
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED,
                    "vendor",
                    "The package database cannot be read (" + e.getMessage()
                            + "); a backup then leaves nothing to packages.",
                    e);
        }
    }

    @Override
    public void leftOut(String snapshot, Consumer<LeftOutReport> out) {
        Snapshot wanted = restores.snapshot(snapshot);
        try (Reading reading = node.owner().reading(new RestoreTally())) {
            ChunkSource chunks = reading.chunks();
            for (SourceRoot source : wanted.sources()) {
                String place = PathText.shown(source.path());
                LeftOutList.find(source.root(), chunks)
                        .ifPresent(list -> LeftOutList.read(list, chunks, file -> out.accept(report(place, file))));
            }
        }
    }

    /** Whether a snapshot leaves anything to packages. */
    static boolean leavesAny(Snapshot snapshot, ChunkSource chunks) {
        return snapshot.sources().stream()
                .anyMatch(source -> LeftOutList.find(source.root(), chunks).isPresent());
    }

    private static LeftOutReport report(String source, LeftOutFile file) {
        return new LeftOutReport(
                source, file.owner(), file.version(), PathText.shown(file.path()), file.mode(), file.sum());
    }
}
