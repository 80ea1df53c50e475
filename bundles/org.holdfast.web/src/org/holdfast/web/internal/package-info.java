// SPDX-License-Identifier: EPL-2.0
/**
 * The control API. {@link org.holdfast.web.internal.Routes} has all calls, each declared with its role, parameters and
 * answers; {@link org.holdfast.web.internal.OpenApi} describes them to programs. A call comes through a {@link
 * org.holdfast.web.internal.Door} – the loopback address with a token, or TLS with a certificate – to the {@link
 * org.holdfast.web.internal.Reception}, which is where it is decided whether it is made. {@link
 * org.holdfast.web.internal.UserSocket} is the other door, for ordinary users of the machine. Of the node this package
 * knows {@code org.holdfast.node.control} only. Start with {@link org.holdfast.web.internal.Reception}.
 */
@NullMarked
package org.holdfast.web.internal;

import org.jspecify.annotations.NullMarked;
