// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** Every error that a person or a script can meet, with the exit status of the command line (docs/errors.md). */
public enum ErrorCode {
    INTERNAL(1),
    MALFORMED_INPUT(1),
    NEWER_VERSION(1),
    USAGE(2),
    JDK_TOO_OLD(1),
    HOME_MISSING(10),
    NODE_NOT_RUNNING(10),
    NODE_UNREACHABLE(10),
    HOME_IN_USE(11),
    BUSY(11),
    ALREADY_INITIALISED(1),
    PORT_IN_USE(1),
    CONFIG_INVALID(1),
    CONFIG_CHANGED(1),
    ACCESS_REFUSED(1),
    ROLE_NEEDED(1),
    TOO_MANY_CALLS(1),
    REMOTE_UNKNOWN(1),
    SECRET_SEALED(1),
    WRONG_KEY(12),
    SHEET_WRONG_WORD(12),
    SHEET_UNREADABLE(12),
    IDENTITY_DAMAGED(12),
    JOIN_CODE_INVALID(1),
    JOIN_REFUSED(1),
    CERTIFICATE_REFUSED(1),
    CERTIFICATE_UNUSABLE(1),
    NOT_ON_ROSTER(1),
    MEMBER_UNKNOWN(1),
    NOT_PAIRED(1),
    PAIRING_CLOSED(1),
    PAIRING_REFUSED(1),
    ESCROW_UNKNOWN(1),
    ADMIN_KEY_MISSING(1),
    NOT_ENOUGH_PARTNERS(13),
    CODE_NEEDS_PARTNERS(1),
    NO_PARTNER_REACHED(13),
    NO_HEAD_FOUND(13),
    NOT_ENOUGH_SHARDS(13),
    BLOCK_UNKNOWN(1),
    NO_AGREEMENT(1),
    QUOTA_EXCEEDED(1),
    AUDIT_BUDGET(1),
    READ_BUDGET_USED(1),
    NO_SPACE(1),
    DISK_FAILED(1),
    LEDGER_DAMAGED(1),
    SNAPSHOT_UNKNOWN(1),
    PATH_UNKNOWN(1),
    SOURCE_UNKNOWN(1),
    SOURCE_UNREADABLE(3),
    SOURCE_CHANGED(3),
    TARGET_EXISTS(1),
    RESTORE_INCOMPLETE(3),
    FORMAT_UNKNOWN(1),
    FORMAT_IN_USE(1),
    PROVIDER_UNKNOWN(1),
    PROVIDER_REFUSED(1),
    PROVIDER_WRONG(1),
    POLICY_FENCED(1),
    VECTORS_MISSING(1),
    VECTORS_DIFFER(1),
    PLUGIN_UNKNOWN(1),
    PLUGIN_UNSIGNED(1),
    PLUGIN_ALTERED(1),
    PLUGIN_UNKNOWN_PUBLISHER(1),
    PLUGIN_EXPIRED(1),
    PLUGIN_REVOKED(1),
    PLUGIN_BROKEN(1),
    AUTHENTICATION_FAILED(1),
    PEER_IMPOSTOR(1),
    PEER_MISBEHAVED(1),
    PEER_LOST(1),
    EPOCH_STALE(12),
    CONFLICT(1),
    TIMED_OUT(1),
    CANCELLED(130);

    private final int exit;

    ErrorCode(int exit) {
        this.exit = exit;
    }

    /** The command line's exit status for this error. */
    public int exit() {
        return exit;
    }
}
