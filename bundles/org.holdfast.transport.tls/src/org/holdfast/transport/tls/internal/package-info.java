// SPDX-License-Identifier: EPL-2.0
@NullMarked
package org.holdfast.transport.tls.internal;

import org.jspecify.annotations.NullMarked;
