// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.holdfast.web.internal.Call.custodian;
import static org.holdfast.web.internal.Call.operator;
import static org.holdfast.web.internal.Call.viewer;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.holdfast.model.AccessRole;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.DrillControl;
import org.holdfast.node.control.ForgetRequest;
import org.holdfast.node.control.MarkRequest;
import org.holdfast.node.control.NodeControl;
import org.holdfast.node.control.ReadRequest;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RestoreRequest;

/** What is backed up, comes back, and is kept. */
final class DataCalls {
    private static final int MOST_SEEDS = 16;

    private DataCalls() {}

    static List<Call> of(NodeControl node) {
        return Stream.of(
                        SourceCalls.of(node),
                        backups(node),
                        selection(node),
                        browsing(node),
                        restores(node),
                        drills(node::drills),
                        retention(node))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Call> backups(NodeControl node) {
        return List.of(
                viewer("GET /v1/status", "Whether the data are safe, and how the node is")
                        .answers("status")
                        .by((in, out) -> out.send("status", node.status())),
                operator("POST /v1/backup", "Backs up now, or joins the backup that runs")
                        .takes("wait", "true: answer when it is done")
                        .answers("progress", "snapshot")
                        .by((in, out) ->
                                out.send("snapshot", node.backup(in.flag("wait"), each -> out.send("progress", each)))),
                viewer("GET /v1/backup", "How far the backup is that runs now")
                        .answers("progress")
                        .by((in, out) -> node.backup().ifPresent(each -> out.send("progress", each))),
                viewer("GET /v1/snapshots", "All snapshots, newest last")
                        .answers("snapshot")
                        .by((in, out) -> node.snapshots().forEach(each -> out.send("snapshot", each))));
    }

    private static List<Call> selection(NodeControl node) {
        return List.of(
                viewer("GET /v1/explain", "Whether a path is backed up, and why")
                        .needs("path", "absolute")
                        .answers("explanation")
                        .by((in, out) -> node.selection()
                                .explain(in.required("path"))
                                .forEach(each -> out.send("explanation", each))),
                viewer("GET /v1/left-out", "What a snapshot leaves to packages")
                        .takes("snapshot", "an id, its beginning, or latest (latest)")
                        .answers("left_out")
                        .by((in, out) -> node.selection()
                                .leftOut(
                                        in.parameter("snapshot").orElse("latest"),
                                        each -> out.send("left_out", each))));
    }

    private static List<Call> browsing(NodeControl node) {
        return List.of(
                viewer("GET /v1/entries", "What lies at a path of a snapshot")
                        .takes("snapshot", "an id, its beginning, or latest (latest)")
                        .takes("path", "absolute (/)")
                        .takes("recursive", "true: everything below")
                        .answers("entry")
                        .by((in, out) -> node.list(
                                in.parameter("snapshot").orElse("latest"),
                                in.parameter("path").orElse("/"),
                                in.flag("recursive"),
                                each -> out.send("entry", each))),
                viewer("GET /v1/find", "Every path that matches a glob")
                        .needs("glob", "a pattern as of sources, such as **/*.odt")
                        .takes("snapshot", "an id, its beginning, or latest (all)")
                        .takes("ignore_case", "true: capitals and small letters are the same (false)")
                        .answers("entry")
                        .by((in, out) -> node.find(
                                in.parameter("snapshot"),
                                in.required("glob"),
                                in.flag("ignore_case"),
                                each -> out.send("entry", each))),
                viewer("GET /v1/diff", "What differs between two snapshots")
                        .needs("older", "a snapshot")
                        .needs("newer", "a snapshot")
                        .answers("difference")
                        .by((in, out) -> node.diff(
                                in.required("older"), in.required("newer"), each -> out.send("difference", each))));
    }

    private static List<Call> restores(NodeControl node) {
        return List.of(
                operator("POST /v1/restore", "Restores to a folder of the node's machine, with the node's rights")
                        .body("restore request")
                        .answers("progress", "restored")
                        .by((in, out) ->
                                out.send("restored", node.restore(restore(in), each -> out.send("progress", each)))),
                operator(
                                "POST /v1/read",
                                "The beginning of a file, as a restore would bring it back; nothing is written")
                        .body("read request")
                        .answers("entry", "content", "read")
                        .by((in, out) -> out.send(
                                "read",
                                node.read(
                                        in.as(ReadRequest.class),
                                        each -> out.send("entry", each),
                                        each -> out.send("content", each)))),
                viewer(
                                "GET /v1/heads",
                                "The states of this machine that partners keep; with seeds it takes an operator")
                        .takes("seeds", "further HOST:PORT to ask, separated by commas, 16 at most")
                        .answers("head")
                        .by((in, out) -> node.heads(seeds(in)).forEach(each -> out.send("head", each))),
                viewer("GET /v1/twin", "Whether another machine writes with this one's keys")
                        .answers("twin")
                        .by((in, out) -> out.send("twin", node.twin())),
                custodian("DELETE /v1/twin", "Says that no other machine has this one's keys")
                        .answers("twin")
                        .by((in, out) -> out.send("twin", node.denyTwin())),
                viewer("GET /v1/missing", "Who is missing, and how many more are needed")
                        .answers("missing")
                        .by((in, out) -> out.send("missing", node.missing())),
                custodian("POST /v1/recover", "Finds everything again on a blank machine, and restores it")
                        .body("recover request")
                        .answers("progress", "restored")
                        .by((in, out) ->
                                out.send("restored", node.recover(recovery(in), each -> out.send("progress", each)))));
    }

    private static RestoreRequest restore(Request in) {
        RestoreRequest wanted = in.as(RestoreRequest.class);
        Words.needed(wanted.snapshot(), "snapshot", "A restore");
        Words.path("to", Words.needed(wanted.to(), "to", "A restore"));
        return wanted;
    }

    private static RecoverRequest recovery(Request in) {
        RecoverRequest wanted = in.as(RecoverRequest.class);
        Words.path("to", Words.needed(wanted.to(), "to", "A recovery"));
        return wanted;
    }

    /** The node dials them: where it does so is not for those who only look. */
    private static List<String> seeds(Request in) {
        List<String> seeds = Words.list(in.parameter("seeds").orElse(""));
        if (!seeds.isEmpty()) {
            Roles.require(in.caller(), AccessRole.OPERATOR, "having further addresses asked (seeds)");
        }
        if (seeds.size() > MOST_SEEDS) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    "seeds",
                    "At most " + MOST_SEEDS + " addresses are asked in one call, not " + seeds.size() + ".");
        }
        return seeds;
    }

    private static List<Call> drills(Supplier<DrillControl> node) {
        return List.of(
                viewer("GET /v1/drills", "Proofs made so far, that what is stored comes back")
                        .answers("drill")
                        .by((in, out) -> node.get().reports().forEach(each -> out.send("drill", each))),
                operator("POST /v1/drills", "Restores files into memory, from partners drawn by lot")
                        .answers("progress", "drill")
                        .by((in, out) -> out.send("drill", node.get().drill(each -> out.send("progress", each)))),
                operator("POST /v1/verifications", "Checks what is stored")
                        .takes("percent", "of the data that is read, besides the metadata (0)")
                        .answers("progress", "drill")
                        .by((in, out) -> out.send(
                                "drill",
                                node.get()
                                        .verify(
                                                Words.decimal(
                                                        "percent",
                                                        in.parameter("percent").orElse("0")),
                                                each -> out.send("progress", each)))));
    }

    private static List<Call> retention(NodeControl node) {
        return List.of(
                custodian("POST /v1/forget", "Forgets snapshots, by rules or by name")
                        .body("forget request")
                        .answers("forgotten")
                        .by((in, out) -> node.retention()
                                .forget(in.as(ForgetRequest.class))
                                .forEach(each -> out.send("forgotten", each))),
                custodian("POST /v1/mark", "Gives a snapshot tags, or keeps it for good")
                        .body("mark request")
                        .answers("snapshot")
                        .by((in, out) -> out.send("snapshot", node.retention().mark(in.as(MarkRequest.class)))),
                custodian("POST /v1/prune", "Drops what no snapshot needs")
                        .answers("progress", "pruned")
                        .by((in, out) ->
                                out.send("pruned", node.retention().prune(each -> out.send("progress", each)))),
                viewer("GET /v1/releases", "What partners will free")
                        .answers("releases")
                        .by((in, out) -> out.send("releases", node.retention().releases())),
                custodian("DELETE /v1/releases", "Stops all release")
                        .needs("order", "a CANCEL_RELEASE in hexadecimal, signed with this machine's sheet")
                        .answers("releases")
                        .by((in, out) -> out.send("releases", node.retention().cancelReleases(in.required("order")))),
                custodian("POST /v1/releases", "Lets release go on")
                        .answers("releases")
                        .by((in, out) -> out.send("releases", node.retention().resumeReleases())));
    }
}
