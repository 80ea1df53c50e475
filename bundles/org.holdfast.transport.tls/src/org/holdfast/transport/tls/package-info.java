// SPDX-License-Identifier: EPL-2.0
/**
 * Carries conversations over mutually authenticated TLS 1.3, as a service: {@link TlsTransport}. Both sides show a
 * certificate that they made from their device key; who is who is decided by that key alone, never by a name.
 */
@NullMarked
package org.holdfast.transport.tls;

import org.jspecify.annotations.NullMarked;
