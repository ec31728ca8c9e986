<#-- What I wish: the zone that times are told in, and e-mails. -->
<#import "agents-my-layout.ftl" as layout>

<@layout.page msg("agentsMySettings")>
  <#if saved><p class="lead" role="status">${msg("agentsMySaved")}</p></#if>
  <form method="post" action="${action}">
    <input type="hidden" name="stateChecker" value="${stateChecker}">
    <p>
      <label for="zone">${msg("agentsMyZone")}</label>
      <select id="zone" name="zone" aria-describedby="zone-means">
        <#if !zones?seq_contains(zone)><option value="" selected>${zone}</option></#if>
        <#list zones as place><option<#if place == zone> selected</#if>>${place}</option></#list>
      </select>
    </p>
    <p id="zone-means" class="note">${msg("agentsMyZoneMeans")}</p>
    <p>
      <input type="checkbox" id="mail" name="mail" aria-describedby="mail-means"<#if mail> checked</#if>>
      <label for="mail">${msg("agentsMyMail")}</label>
    </p>
    <p id="mail-means" class="note">${msg("agentsMyMailMeans")}</p>
    <div class="actions"><button type="submit">${msg("agentsMySave")}</button></div>
  </form>
</@layout.page>
