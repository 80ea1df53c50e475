// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.holdfast.node.control.AdminReport;
import org.holdfast.node.control.AuditReport;
import org.holdfast.node.control.AuthorityReport;
import org.holdfast.node.control.AwayReport;
import org.holdfast.node.control.ConfigReport;
import org.holdfast.node.control.DecisionReport;
import org.holdfast.node.control.DifferenceReport;
import org.holdfast.node.control.EntryReport;
import org.holdfast.node.control.EscrowReport;
import org.holdfast.node.control.EventReport;
import org.holdfast.node.control.ForgetReport;
import org.holdfast.node.control.ForgetRequest;
import org.holdfast.node.control.HeadReport;
import org.holdfast.node.control.InstalledReport;
import org.holdfast.node.control.InviteReport;
import org.holdfast.node.control.InviteRequest;
import org.holdfast.node.control.KeeperReport;
import org.holdfast.node.control.LaneReport;
import org.holdfast.node.control.LeaveReport;
import org.holdfast.node.control.MarkRequest;
import org.holdfast.node.control.MemberReport;
import org.holdfast.node.control.NodeControl;
import org.holdfast.node.control.PairingReport;
import org.holdfast.node.control.PartingReport;
import org.holdfast.node.control.PartnerReport;
import org.holdfast.node.control.PinReport;
import org.holdfast.node.control.PluginReport;
import org.holdfast.node.control.PluginStatusReport;
import org.holdfast.node.control.ProblemReport;
import org.holdfast.node.control.ProgressReport;
import org.holdfast.node.control.PruneReport;
import org.holdfast.node.control.PublisherReport;
import org.holdfast.node.control.RecodeReport;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.ReleaseReport;
import org.holdfast.node.control.RepairReport;
import org.holdfast.node.control.RestoreRequest;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.control.SnapshotReport;
import org.holdfast.node.control.SourceReport;
import org.holdfast.node.control.SourceRequest;
import org.holdfast.node.control.StageReport;
import org.holdfast.node.control.StatusReport;
import org.holdfast.node.control.TwinReport;
import org.junit.jupiter.api.Test;

/** docs/control-api.md lists exactly the calls that there are, and exactly the fields that their objects have. */
class ControlApiDocumentTest {
    private static final Path DOCUMENT = Path.of("../../docs/control-api.md");
    private static final Pattern CALL =
            Pattern.compile("^\\| `((?:GET|POST|PUT|DELETE) /v1/[a-z-]+)` \\|", Pattern.MULTILINE);
    private static final Pattern OBJECT =
            Pattern.compile("^### `([a-z_ ]+)`\\n(.*?)(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE);

    /** The objects as the document calls them. */
    private static final Map<String, Class<? extends Record>> OBJECTS = Map.ofEntries(
            Map.entry("status", StatusReport.class),
            Map.entry("source", SourceReport.class),
            Map.entry("snapshot", SnapshotReport.class),
            Map.entry("head", HeadReport.class),
            Map.entry("twin", TwinReport.class),
            Map.entry("stage", StageReport.class),
            Map.entry("problem", ProblemReport.class),
            Map.entry("progress", ProgressReport.class),
            Map.entry("lane", LaneReport.class),
            Map.entry("entry", EntryReport.class),
            Map.entry("difference", DifferenceReport.class),
            Map.entry("restored", RestoredReport.class),
            Map.entry("partner", PartnerReport.class),
            Map.entry("audit", AuditReport.class),
            Map.entry("decision", DecisionReport.class),
            Map.entry("invite", InviteReport.class),
            Map.entry("member", MemberReport.class),
            Map.entry("member request", Routes.MemberBody.class),
            Map.entry("admin", AdminReport.class),
            Map.entry("authority", AuthorityReport.class),
            Map.entry("pairing", PairingReport.class),
            Map.entry("pin", PinReport.class),
            Map.entry("escrow", EscrowReport.class),
            Map.entry("keeper", KeeperReport.class),
            Map.entry("plugin", PluginReport.class),
            Map.entry("plugin_status", PluginStatusReport.class),
            Map.entry("installed", InstalledReport.class),
            Map.entry("publisher", PublisherReport.class),
            Map.entry("recode", RecodeReport.class),
            Map.entry("leave", LeaveReport.class),
            Map.entry("repaired", RepairReport.class),
            Map.entry("away", AwayReport.class),
            Map.entry("parting", PartingReport.class),
            Map.entry("forgotten", ForgetReport.class),
            Map.entry("pruned", PruneReport.class),
            Map.entry("releases", ReleaseReport.class),
            Map.entry("told", ReleaseReport.Told.class),
            Map.entry("forget request", ForgetRequest.class),
            Map.entry("mark request", MarkRequest.class),
            Map.entry("config", ConfigReport.class),
            Map.entry("event", EventReport.class),
            Map.entry("source request", SourceRequest.class),
            Map.entry("restore request", RestoreRequest.class),
            Map.entry("recover request", RecoverRequest.class),
            Map.entry("invite request", InviteRequest.class),
            Map.entry("provider request", Routes.ProviderBody.class),
            Map.entry("config request", Routes.ConfigBody.class));

    @Test
    void everyCallIsListedAndNoOther() throws IOException {
        List<String> listed = CALL.matcher(Files.readString(DOCUMENT))
                .results()
                .map(call -> call.group(1))
                .sorted()
                .toList();
        assertEquals(new Routes(neverAsked()).names().stream().sorted().toList(), listed);
    }

    /** Making the routes asks the node nothing. */
    private static NodeControl neverAsked() {
        return (NodeControl) Proxy.newProxyInstance(
                NodeControl.class.getClassLoader(), new Class<?>[] {NodeControl.class}, (self, method, arguments) -> {
                    throw new AssertionError(method + " was called");
                });
    }

    @Test
    void everyObjectHasTheFieldsThatAreListed() throws IOException {
        Map<String, List<String>> listed = new TreeMap<>();
        for (MatchResult object :
                OBJECT.matcher(Files.readString(DOCUMENT)).results().toList()) {
            List<String> fields = FIELD.matcher(object.group(2))
                    .results()
                    .map(field -> field.group(1))
                    .toList();
            listed.put(object.group(1), fields);
        }
        assertEquals(new TreeSet<>(OBJECTS.keySet()), new TreeSet<>(listed.keySet()));
        OBJECTS.forEach((name, record) -> assertEquals(fields(record), listed.get(name), name));
    }

    private static List<String> fields(Class<? extends Record> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toList());
    }
}
