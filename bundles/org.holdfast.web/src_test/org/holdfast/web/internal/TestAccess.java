// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.model.AccessRole;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.AccessControl;
import org.holdfast.node.control.Caller;
import org.holdfast.node.control.RemoteDoorReport;
import org.holdfast.node.control.RemoteReport;
import org.holdfast.node.control.RemoteRequest;

/** Lets in whom the test says, and keeps what would stand in the audit log. */
final class TestAccess implements AccessControl {
    final Map<X509Certificate, Caller> known = new ConcurrentHashMap<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

    void letIn(X509Certificate certificate, String name, AccessRole role) {
        known.put(certificate, new Caller(name, role, "?"));
    }

    @Override
    public Caller admit(X509Certificate shown, String from) {
        Caller caller = known.get(shown);
        if (caller == null) {
            throw new HoldfastException(ErrorCode.ACCESS_REFUSED, "test", "this certificate is unknown");
        }
        return new Caller(caller.name(), caller.role(), from);
    }

    @Override
    public void asked(Caller caller, String call, String what) {
        log.add(call + " by " + caller.name() + " from " + caller.from() + ": " + what);
    }

    @Override
    public void failed(Caller caller, String call, ErrorCode why) {
        log.add(call + " failed: " + why);
    }

    @Override
    public InstantSource clock() {
        return now::get;
    }

    @Override
    public List<RemoteReport> remotes() {
        return List.of();
    }

    @Override
    public RemoteReport allow(RemoteRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RemoteReport revoke(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RemoteDoorReport door() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Listening> listening() {
        return Optional.empty();
    }
}
