<#-- The frame of every page of My agents. No script at all. What comes from outside is escaped by FreeMarker and kept apart by bdi. -->
<#macro page title>
<!DOCTYPE html>
<html lang="${lang}"<#if darkMode> class="agents-dark"</#if>>
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light<#if darkMode> dark</#if>">
  <meta name="robots" content="noindex">
  <title>${title} – ${realmName}</title>
  <link rel="icon" href="${icon}">
  <link rel="stylesheet" href="${styles}">
</head>
<body>
  <a class="skip" href="#main">${msg("agentsMySkip")}</a>
  <header>
    <p class="realm"><bdi>${realmName}</bdi></p>
    <#if person??>
      <nav aria-label="${msg("agentsMyPages")}">
        <ul>
          <#list nav as link><li><a href="${link.href()}">${link.words()}</a></li></#list>
        </ul>
      </nav>
    </#if>
  </header>
  <main id="main" tabindex="-1">
    <h1>${title}</h1>
    <#nested>
  </main>
  <#if person??>
    <footer>
      <p>${msg("agentsMySignedInAs")} <bdi>${person}</bdi></p>
    </footer>
  </#if>
</body>
</html>
</#macro>

<#-- For whoever hears the page: what a link is about, where the eye sees it. -->
<#macro about name><span class="heard">: <bdi>${name}</bdi></span></#macro>

<#macro names list><#list list as name><bdi>${name}</bdi><#sep>, </#sep></#list></#macro>

<#macro time moment><time datetime="${moment.machine()}">${moment.relative()} <span class="exact">(${moment.exact()})</span></time></#macro>

<#macro turn newer older>
  <#if newer?has_content || older?has_content>
    <nav aria-label="${msg("agentsMyMorePages")}" class="turn">
      <#if newer?has_content><a href="${newer}" rel="prev">${msg("agentsMyNewer")}</a></#if>
      <#if older?has_content><a href="${older}" rel="next">${msg("agentsMyOlder")}</a></#if>
    </nav>
  </#if>
</#macro>

<#-- The secret goes back with every form; without it nothing is changed. -->
<#macro confirm action label>
  <form method="post" action="${action}">
    <input type="hidden" name="stateChecker" value="${stateChecker}">
    <div class="actions">
      <button type="submit" class="danger">${label}</button>
      <a class="button" href="${home}">${msg("agentsMyKeep")}</a>
    </div>
  </form>
</#macro>

<#-- What a stranger would have to look up. -->
<#macro glossary>
  <details class="glossary">
    <summary>${msg("agentsMyWords")}</summary>
    <dl>
      <div><dt>${msg("agentsMyWordAgent")}</dt><dd>${msg("agentsMyWordAgentMeans")}</dd></div>
      <div><dt>${msg("agentsMyWordTask")}</dt><dd>${msg("agentsMyWordTaskMeans")}</dd></div>
      <div><dt>${msg("agentsMyWordApp")}</dt><dd>${msg("agentsMyWordAppMeans")}</dd></div>
      <div><dt>${msg("agentsMyWordPlace")}</dt><dd>${msg("agentsMyWordPlaceMeans")}</dd></div>
      <div><dt>${msg("agentsMyWordPassedOn")}</dt><dd>${msg("agentsMyWordPassedOnMeans")}</dd></div>
    </dl>
  </details>
</#macro>

<#-- What a stop would do: the same for a task, an agent, everything, a permission. -->
<#macro consequences count agents apis listening>
  <#if agents?has_content><li>${msg("agentsMyWillStopAgents")} <@names agents/></li></#if>
  <#if apis?has_content>
    <li>${msg("agentsMyWillRefuse")} <@names apis/></li>
    <#if listening?has_content>
      <li>${msg("agentsMyWillTell")} <@names listening/></li>
    <#else>
      <li>${msg("agentsMyWillTellNobody")}</li>
    </#if>
  </#if>
</#macro>
