<#-- Before a permission is taken back: what will happen. -->
<#import "agents-my-layout.ftl" as layout>

<@layout.page msg("agentsMyWithdrawTitle")>
  <p class="lead"><strong><bdi>${permission.agent()}</bdi></strong></p>
  <h2>${msg("agentsMyWillHappen")}</h2>
  <ul>
    <li>${msg("agentsMyWillNotAct")} <bdi>${permission.app()}</bdi></li>
    <li>${msg("agentsMyWillEnd", count)}</li>
    <@layout.consequences count agents apis listening/>
    <li>${msg("agentsMyWillAskAgain")}</li>
  </ul>
  <@layout.confirm action=permission.withdraw() label=msg("agentsMyWithdrawNow")/>
  <@layout.glossary/>
</@layout.page>
