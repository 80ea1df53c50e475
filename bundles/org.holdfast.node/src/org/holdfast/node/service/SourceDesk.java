// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.schedule.Decision;
import org.holdfast.files.PathText;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.backup.Globs;
import org.holdfast.node.backup.Source;
import org.holdfast.node.control.SourceReport;
import org.holdfast.node.control.SourceRequest;
import org.holdfast.node.schedule.Timetable;

/** What is backed up, as people name it. */
final class SourceDesk {
    private final Node node;

    SourceDesk(Node node) {
        this.node = node;
    }

    List<SourceReport> all() {
        return node.owner().sources().all().stream().map(this::report).toList();
    }

    private SourceReport report(Source source) {
        Optional<Timetable.Planned> plan = node.owner().schedule().planned(source.path());
        Optional<Decision.Wait> wait = plan.map(Timetable.Planned::decision)
                .filter(Decision.Wait.class::isInstance)
                .map(Decision.Wait.class::cast);
        return new SourceReport(
                PathText.shown(source.path()),
                source.exclude(),
                source.oneFileSystem(),
                node.owner().schedule().of(source.path()).text(),
                plan.flatMap(Timetable.Planned::last),
                wait.flatMap(Decision.Wait::due),
                wait.map(each -> each.hold().text()).orElse(""),
                plan.flatMap(Timetable.Planned::overdueSince).isPresent());
    }

    /** Gives a source a schedule of its own; {@code default} takes it away. @throws HoldfastException SOURCE_UNKNOWN, USAGE */
    SourceReport schedule(String path, String wanted) {
        Bytes meant = PathText.bytes(Path.of(path).normalize());
        Source source = node.owner().sources().all().stream()
                .filter(each -> each.path().equals(meant))
                .findFirst()
                .orElseThrow(() -> unknown(path));
        node.owner().schedule().schedule(meant, Optional.of(wanted).filter(text -> !text.equals("default")));
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
        request.schedule().ifPresent(ScheduleDesk::parse);
        node.owner().sources().add(source);
        node.owner().schedule().begin(source.path());
        request.schedule().ifPresent(wanted -> node.owner().schedule().schedule(source.path(), Optional.of(wanted)));
        note("SOURCE_ADDED", request.path(), String.join(" ", globs));
        return report(source);
    }

    private static Optional<String> unfit(Path path) {
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
            throw unknown(path);
        }
    }
}
