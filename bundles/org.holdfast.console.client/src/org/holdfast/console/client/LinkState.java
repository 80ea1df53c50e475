// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import org.holdfast.console.client.ControlException.Kind;
import org.holdfast.console.client.view.Status;

/** Whether a node can be asked, and if not why. */
public sealed interface LinkState {
    /** Nobody has asked yet. */
    record Connecting() implements LinkState {}

    /**
     * It answers.
     *
     * @param age of the node, compared with this console
     * @param access what the console may do there
     */
    record Up(Status status, Age age, Access access) implements LinkState {}

    /** There is no node in the folder. */
    record NoNode() implements LinkState {}

    /** No node runs. */
    record Stopped() implements LinkState {}

    /** It should run, and does not answer, or not as a node does. */
    record Silent(String why) implements LinkState {}

    /** It does not take the token or pass, or this user may not read the token. */
    record Refused(String why) implements LinkState {}

    /** There is no pass in the file that should be one. */
    record NoPass(String why) implements LinkState {}

    /** Another node answers than the one that the pass is for, or somebody in between. */
    record Impostor(String why) implements LinkState {}

    /** Whether a node speaks as this console does: versions may differ in their last number. */
    enum Age {
        SAME,
        OLDER,
        NEWER;

        /** Of a node of this version; what cannot be read counts as the same. */
        static Age of(String node, String console) {
            int difference = Integer.compare(generation(node), generation(console));
            return generation(node) < 0 || difference == 0 ? SAME : difference < 0 ? OLDER : NEWER;
        }

        /** The first two numbers as one; -1 if there are none. */
        private static int generation(String version) {
            String[] parts = version.split("\\.", -1);
            if (parts.length < 2 || !parts[0].matches("\\d{1,4}") || !parts[1].matches("\\d{1,4}")) {
                return -1;
            }
            return Integer.parseInt(parts[0]) * 10_000 + Integer.parseInt(parts[1]);
        }
    }

    /** What a failed question for the status says of the link. */
    static LinkState of(ControlException failure) {
        String why = failure.getMessage();
        return switch (failure.kind()) {
            case Kind.NO_NODE -> new NoNode();
            case Kind.STOPPED -> new Stopped();
            case Kind.REFUSED, Kind.ROLE_NEEDED -> new Refused(why);
            case Kind.NO_PASS -> new NoPass(why);
            case Kind.IMPOSTOR -> new Impostor(why);
            case Kind.SILENT, Kind.FAILED, Kind.UNKNOWN_CALL, Kind.CANCELLED -> new Silent(why);
        };
    }
}
