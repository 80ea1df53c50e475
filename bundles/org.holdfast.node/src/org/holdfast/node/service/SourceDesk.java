// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.schedule.Decision;
import org.holdfast.core.selection.IgnoreFile;
import org.holdfast.core.selection.Preset;
import org.holdfast.core.selection.RuleCheck;
import org.holdfast.core.selection.SelectionRules;
import org.holdfast.files.PathText;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.backup.Source;
import org.holdfast.node.control.SourceReport;
import org.holdfast.node.control.SourceRequest;
import org.holdfast.node.hooks.Hooks;
import org.holdfast.node.schedule.Timetable;
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
        return node.owner().sources().all().stream().map(this::report).toList();
    }

    /** The source of a path, compared as it is when one is added or removed. */
    Optional<SourceReport> find(String path) {
        return known(path).map(this::report);
    }

    private Optional<Source> known(String path) {
        Bytes meant = meant(path);
        return node.owner().sources().all().stream()
                .filter(each -> each.path().equals(meant))
                .findFirst();
    }

    private static Bytes meant(String path) {
        return PathText.bytes(Path.of(path).normalize());
    }

    private SourceReport report(Source source) {
        Optional<Timetable.Planned> plan = node.owner().schedule().planned(source.path());
        Optional<Decision.Wait> wait = plan.map(Timetable.Planned::decision)
                .filter(Decision.Wait.class::isInstance)
                .map(Decision.Wait.class::cast);
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
                source.view().word(),
                node.owner().schedule().of(source.path()).text(),
                plan.flatMap(Timetable.Planned::last),
                wait.flatMap(Decision.Wait::due),
                wait.map(each -> each.hold().text()).orElse(""),
                plan.flatMap(Timetable.Planned::overdueSince).isPresent());
    }

    /** Gives a source a schedule of its own; {@code default} takes it away. @throws HoldfastException SOURCE_UNKNOWN, USAGE */
    SourceReport schedule(String path, String wanted) {
        Source source = known(path).orElseThrow(() -> unknown(path));
        node.owner().schedule().schedule(source.path(), Optional.of(wanted).filter(text -> !text.equals("default")));
        note("SOURCE_SCHEDULED", path, wanted);
        return report(source);
    }

    private void note(String event, String path, String text) {
        node.stores().ledger().events().append(node.clock().instant(), event, path, text);
    }

    private static HoldfastException unknown(String path) {
        return new HoldfastException(
                ErrorCode.SOURCE_UNKNOWN, path, path + " is no source. 'holdfast source list' shows them.");
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
        request.schedule().ifPresent(ScheduleDesk::parse);
        node.owner().sources().add(source);
        node.owner().schedule().begin(source.path());
        request.schedule().ifPresent(wanted -> node.owner().schedule().schedule(source.path(), Optional.of(wanted)));
        note("SOURCE_ADDED", request.path(), words(request));
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
        return unfit(path, node.home());
    }

    /** Why a path cannot be backed up, in words. @param home the node's own folder */
    static Optional<String> unfit(Path path, Path home) {
        if (!path.isAbsolute() || path.getParent() == null) {
            return Optional.of("it must be an absolute path below the root");
        }
        if (Files.notExists(path)) {
            return Optional.of("it does not exist");
        }
        if (isInside(path, home)) {
            return Optional.of("it lies in this node's own data folder, which changes with every backup of it");
        }
        return Files.isReadable(path) ? Optional.empty() : Optional.of("the node's user may not read it");
    }

    /** Compared as paths, links followed where there is something. */
    static boolean isInside(Path path, Path folder) {
        try {
            return path.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return path.normalize().startsWith(folder.toAbsolutePath().normalize());
        }
    }

    /** @throws HoldfastException SOURCE_UNKNOWN */
    void remove(String path) {
        if (!node.owner().sources().remove(meant(path))) {
            throw unknown(path);
        }
    }
}
