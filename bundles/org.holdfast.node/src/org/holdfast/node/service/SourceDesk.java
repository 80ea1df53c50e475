// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.selection.IgnoreFile;
import org.holdfast.core.selection.Preset;
import org.holdfast.core.selection.RuleCheck;
import org.holdfast.core.selection.SelectionRules;
import org.holdfast.files.PathText;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.backup.Source;
import org.holdfast.node.control.SourceReport;
import org.holdfast.node.control.SourceRequest;
import org.holdfast.node.hooks.Hooks;
import org.holdfast.node.selection.DpkgDatabase;
import org.holdfast.node.view.ViewKind;

/** What is backed up, as people name it. */
final class SourceDesk {
    private static final String STOP = "stop";
    private static final String CONTINUE = "continue";

    private final Node node;

    SourceDesk(Node node) {
        this.node = node;
    }

    List<SourceReport> all() {
        return node.owner().sources().all().stream().map(SourceDesk::report).toList();
    }

    private static SourceReport report(Source source) {
        SelectionRules rules = source.rules();
        Hooks hooks = source.hooks();
        return new SourceReport(
                PathText.shown(source.path()),
                rules.exclude(),
                rules.oneFileSystem(),
                rules.include(),
                rules.ignoreFile(),
                rules.largestBytes(),
                rules.oldestDays(),
                rules.presets().stream().map(Preset::word).sorted().toList(),
                hooks.before(),
                hooks.after(),
                hooks.seconds(),
                hooks.goOn() ? CONTINUE : STOP,
                source.view().word());
    }

    /** @throws HoldfastException SOURCE_UNREADABLE if the path is not a readable absolute path; CONFIG_INVALID */
    SourceReport add(SourceRequest request) {
        Path path = Path.of(request.path());
        unfit(path).ifPresent(why -> {
            throw new HoldfastException(
                    ErrorCode.SOURCE_UNREADABLE, request.path(), request.path() + " cannot be backed up: " + why + ".");
        });
        Source source = source(path, request);
        RuleCheck.require(source.rules());
        source.hooks().require();
        requirePackages(source.rules());
        node.owner().sources().add(source);
        node.stores().ledger().events().append(node.clock().instant(), "SOURCE_ADDED", request.path(), words(request));
        return report(source);
    }

    private static Source source(Path path, SourceRequest request) {
        ViewKind view =
                ViewKind.find(request.view()).orElseThrow(() -> unknown("view", request.view(), ViewKind.words()));
        String ignoreFile = Optional.ofNullable(request.ignoreFile()).orElse(IgnoreFile.USUAL_NAME);
        SelectionRules rules = new SelectionRules(
                request.include(),
                request.exclude(),
                ignoreFile,
                request.oneFileSystem() || view != ViewKind.LIVE, // a snapshot holds one file system
                request.largestBytes(),
                request.oldestDays(),
                presets(request.presets()));
        if (!Set.of(STOP, CONTINUE).contains(request.hookFailure())) {
            throw unknown("hook failure", request.hookFailure(), STOP + ", " + CONTINUE);
        }
        Hooks hooks = new Hooks(
                request.hookBefore(),
                request.hookAfter(),
                request.hookSeconds() == 0 ? Hooks.USUAL_SECONDS : request.hookSeconds(),
                request.hookFailure().equals(CONTINUE));
        return new Source(PathText.bytes(path.normalize()), rules, hooks, view);
    }

    private static Set<Preset> presets(List<String> words) {
        Set<Preset> presets = EnumSet.noneOf(Preset.class);
        words.forEach(word ->
                presets.add(Preset.find(word).orElseThrow(() -> unknown("preset", word, Preset.words()))));
        return presets;
    }

    private static HoldfastException unknown(String what, String word, String known) {
        return new HoldfastException(
                ErrorCode.CONFIG_INVALID, word, "There is no " + what + " '" + word + "'. There are: " + known + ".");
    }

    private void requirePackages(SelectionRules rules) {
        Path root = Path.of(node.settings().text(Setting.PACKAGES_FOLDER));
        if (rules.presets().contains(Preset.VENDOR) && !DpkgDatabase.isAt(root)) {
            throw new HoldfastException(
                    ErrorCode.CONFIG_INVALID,
                    "vendor",
                    "The preset 'vendor' needs dpkg's database, and " + root
                            + " has none. 'packages.folder' says where the system's root is.");
        }
    }

    /** What decides, for the log; hooks are people's own words and may hold secrets. */
    private static String words(SourceRequest request) {
        return String.join(" ", request.exclude())
                + (request.include().isEmpty() ? "" : " include " + String.join(" ", request.include()));
    }

    private Optional<String> unfit(Path path) {
        if (!path.isAbsolute() || path.getParent() == null) {
            return Optional.of("it must be an absolute path below the root");
        }
        if (Files.notExists(path)) {
            return Optional.of("it does not exist");
        }
        if (isInside(path, node.home())) {
            return Optional.of("it lies in this node's own data folder, which changes with every backup of it");
        }
        return Files.isReadable(path) ? Optional.empty() : Optional.of("the node's user may not read it");
    }

    private static boolean isInside(Path path, Path folder) {
        try {
            return path.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return path.normalize().startsWith(folder.toAbsolutePath().normalize());
        }
    }

    /** @throws HoldfastException SOURCE_UNKNOWN */
    void remove(String path) {
        if (!node.owner().sources().remove(PathText.bytes(Path.of(path).normalize()))) {
            throw new HoldfastException(
                    ErrorCode.SOURCE_UNKNOWN, path, path + " is no source. 'holdfast source list' shows them.");
        }
    }
}
