/**
 * The words and rules of the pack, as plain Java.
 *
 * <ul>
 *   <li>An <b>agent</b> is a client that proves by attestation what it is ({@code agent}).
 *   <li>It acts under one of three <b>authority models</b>, and holds an <b>authority</b>: scopes, roles, audiences that only
 *       ever shrink ({@code authority}).
 *   <li>Everything it does hangs on a <b>run</b>, which has a deadline and perhaps a parent ({@code run}).
 *   <li>Who acts for whom is an <b>actor chain</b> ({@code chain}).
 *   <li>Whether a run may start, go on or hand over is a <b>decision</b> ({@code decision}), and what a model may ask the token
 *       endpoint for is a table ({@code grant}).
 *   <li>What ends a run is a <b>cause</b> ({@code revocation}).
 *   <li>Every reason to say no is a {@link io.agentpack.keycloak.domain.Refusal}.
 * </ul>
 *
 * Nothing here knows Keycloak, JSON or a database; time comes in as an argument.
 */
package io.agentpack.keycloak.domain;
