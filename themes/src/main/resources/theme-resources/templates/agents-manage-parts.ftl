<#-- What the administrators' pages are made of. No script at all. What comes from outside is escaped by FreeMarker and kept apart by bdi. -->
<#import "agents-my-layout.ftl" as layout>

<#macro page title>
  <@layout.page title>
    <#if managed??><p class="of-realm">${msg("agentsManageRealm")} <strong><bdi>${managed}</bdi></strong></p></#if>
    <#nested>
    <@words/>
  </@layout.page>
</#macro>

<#-- A term with its explanation: on hover, and for everybody else at the end of the page. -->
<#macro term key><abbr title="${msg("agentsManageTerm_" + key)}">${msg("agentsManage_" + key)}</abbr></#macro>

<#macro words>
  <#if terms??>
    <details class="glossary">
      <summary>${msg("agentsManageWords")}</summary>
      <dl>
        <#list terms as key><div><dt>${msg("agentsManage_" + key)}</dt><dd>${msg("agentsManageTerm_" + key)}</dd></div></#list>
      </dl>
    </details>
  </#if>
</#macro>

<#macro state value><span class="state state-${value}">${msg("agentsManageState_" + value)}</span></#macro>

<#-- Tables are wider than a telephone: they turn within, and can be reached by keyboard. -->
<#macro table label>
  <div class="wide" role="region" aria-label="${label}" tabindex="0">
    <table>
      <#nested>
    </table>
  </div>
</#macro>

<#macro runs list mayManage label>
  <#if list?has_content>
    <@table label>
      <thead>
        <tr>
          <th scope="col">${msg("agentsManage_agent")}</th>
          <th scope="col">${msg("agentsManageState")}</th>
          <th scope="col">${msg("agentsManageFor")}</th>
          <th scope="col">${msg("agentsManageGoal")}</th>
          <th scope="col"><@term "environment"/></th>
          <th scope="col"><@term "depth"/></th>
          <th scope="col">${msg("agentsManageStarted")}</th>
          <th scope="col">${msg("agentsManageUntil")}</th>
          <th scope="col">${msg("agentsManageActions")}</th>
        </tr>
      </thead>
      <tbody>
        <#list list as run>
          <tr>
            <th scope="row"><a href="${run.href()}"><bdi>${run.agent()}</bdi></a></th>
            <td><@state run.state()/></td>
            <td><a href="${run.personHref()}"><bdi>${run.person()}</bdi></a></td>
            <td><#if run.goal()?has_content><bdi>${run.goal()}</bdi><#else>${msg("agentsMyNoGoal")}</#if></td>
            <td><bdi>${run.environment()}</bdi></td>
            <td>${run.depth()}</td>
            <td><@layout.time run.started()/></td>
            <td><@layout.time run.until()/></td>
            <td><#if run.stop()?has_content><@stop run.stop() mayManage run.agent()/></#if></td>
          </tr>
        </#list>
      </tbody>
    </@table>
  <#else>
    <p>${msg("agentsManageRunsNone")}</p>
  </#if>
</#macro>

<#-- Whoever may only look is shown what a stop would hit. -->
<#macro stop href mayManage about><a href="${href}"><#if mayManage>${msg("agentsManageStop")}<#else>${msg("agentsManageWouldHit")}</#if><@layout.about about/></a></#macro>

<#-- A picture is for those who can see it; the table after it says the same. -->
<#macro drawing picture id title description>
  <div class="wide drawing" role="region" aria-label="${title}" tabindex="0">
    <svg xmlns="http://www.w3.org/2000/svg" width="${picture.width()?c}" height="${picture.height()?c}" viewBox="0 0 ${picture.width()?c} ${picture.height()?c}" role="img" aria-labelledby="${id}-title ${id}-desc">
      <title id="${id}-title">${title}</title>
      <desc id="${id}-desc">${description}</desc>
      <#list picture.lines() as line>
        <path class="line<#if line.state()?has_content> line-${line.state()}</#if>" d="${line.path()}" stroke-width="${line.width()?c}"/>
      </#list>
      <#list picture.boxes() as box>
        <g class="box<#if box.state()?has_content> box-${box.state()}</#if><#if box.here()> here</#if>">
          <title><#if box.label()?has_content>${box.label()}<#else>${msg("agentsManageAndMore")}</#if></title>
          <rect x="${box.x()?c}" y="${box.y()?c}" width="${box.width()?c}" height="${box.height()?c}" rx="4"/>
          <text x="${(box.x() + 10)?c}" y="${(box.y() + 19)?c}"><#if box.state()?has_content>${msg("agentsManageSign_" + box.state())} </#if><#if box.label()?has_content>${box.text()}<#else>${msg("agentsManageAndMore")}</#if></text>
          <#if (box.count() > 1)><text class="count" x="${(box.x() + box.width() - 10)?c}" y="${(box.y() + 19)?c}" text-anchor="end">× ${box.count()}</text></#if>
        </g>
      </#list>
    </svg>
  </div>
</#macro>

<#-- Reading anew: once, or by itself for as long as the reader wants. -->
<#macro following going live reload follow>
  <#if going>
    <p class="actions">
      <#if live>
        <span role="status">${msg("agentsManageFollowing")}</span> <a class="button" href="${reload}">${msg("agentsManageFollowNot")}</a>
      <#else>
        <a class="button" href="${reload}">${msg("agentsManageReload")}</a> <a class="button" href="${follow}">${msg("agentsManageFollow")}</a>
      </#if>
    </p>
  </#if>
</#macro>

<#macro names list><#if list?has_content><@layout.names list/><#else>${msg("agentsManageNobody")}</#if></#macro>

<#-- Where a list has been cut. -->
<#macro some list all><@names list/><#if (all > list?size)> ${msg("agentsManageSomeOf", all)}</#if></#macro>
