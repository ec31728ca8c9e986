<#-- One run: what it is, its tree, by whose permission, why it ended, and who was told. -->
<#import "agents-my-layout.ftl" as layout>
<#import "agents-manage-parts.ftl" as parts>
<#assign terms = ["run", "agent", "authority", "environment", "owner", "attester", "instance", "depth", "api", "receiver", "cause"] in parts>

<@parts.page msg("agentsManage_run")>
  <p class="lead"><strong><bdi>${run.agent()}</bdi></strong> <@parts.state run.state()/></p>
  <#if mayManage && going>
    <p class="actions">
      <a class="button danger" href="${act}/stop">${msg("agentsManageStopRun")}</a>
      <#if stopTree?has_content><a class="button danger" href="${stopTree}">${msg("agentsManageStopTree")}</a></#if>
      <#if suspended><a class="button" href="${act}/resume">${msg("agentsManageResume")}</a><#else><a class="button" href="${act}/suspend">${msg("agentsManageSuspend")}</a></#if>
    </p>
  <#elseif going>
    <p><a href="${act}/stop">${msg("agentsManageWouldHit")}</a></p>
  </#if>
  <@parts.following going live reload follow/>

  <h2>${msg("agentsManageTree")}</h2>
  <p>${msg("agentsManageTreeCount", tree.count())}<#if !tree.whole()> ${msg("agentsManageTreeCut")}</#if> <a href="${tree.all()}">${msg("agentsManageAllRuns")}</a></p>
  <@parts.drawing tree.picture() "tree" msg("agentsManageTree") msg("agentsManageTreeDrawn")/>
  <@parts.table msg("agentsManageTreeTable")>
    <caption>${msg("agentsManageTreeTable")}</caption>
    <thead>
      <tr><th scope="col">${msg("agentsManage_agent")}</th><th scope="col"><@parts.term "depth"/></th><th scope="col">${msg("agentsManageState")}</th><th scope="col">${msg("agentsManageCount")}</th></tr>
    </thead>
    <tbody>
      <#list tree.rows() as row>
        <tr<#if row.here()> aria-current="true"</#if>>
          <th scope="row"><#if row.href()?has_content><a href="${row.href()}"><bdi>${row.label()}</bdi></a><#else>${msg("agentsManageAndMore")}</#if></th>
          <td>${row.level()}</td>
          <td><#if row.state()?has_content><@parts.state row.state()/></#if></td>
          <td>${row.count()}</td>
        </tr>
      </#list>
    </tbody>
  </@parts.table>

  <h2>${msg("agentsManageWhat")}</h2>
  <dl>
    <div><dt>${msg("agentsManageGoal")}</dt><dd><#if run.goal()?has_content><bdi>${run.goal()}</bdi><#else>${msg("agentsMyNoGoal")}</#if></dd></div>
    <div><dt>${msg("agentsManageFor")}</dt><dd><a href="${run.personHref()}"><bdi>${run.person()}</bdi></a></dd></div>
    <div><dt><@parts.term "owner"/></dt><dd><bdi>${owner}</bdi></dd></div>
    <div><dt><@parts.term "authority"/></dt><dd>${msg("agentsManageAuthority_" + authority)}: ${msg("agentsManageAuthorityHelp_" + authority)}</dd></div>
    <div><dt>${msg("agentsMyMay")}</dt><dd><#if may?has_content><@layout.names may/><#else>${msg("agentsManageMayNothing")}</#if></dd></div>
    <div><dt><@parts.term "api"/></dt><dd><@parts.names apis/></dd></div>
    <div><dt><@parts.term "environment"/></dt><dd><bdi>${run.environment()}</bdi>, ${msg("agentsManageLocality_" + locality)}</dd></div>
    <div><dt><@parts.term "attester"/></dt><dd><bdi>${attester}</bdi></dd></div>
    <div><dt><@parts.term "instance"/></dt><dd><bdi>${instance}</bdi></dd></div>
    <div><dt>${msg("agentsManageStarted")}</dt><dd><@layout.time run.started()/></dd></div>
    <div><dt><#if going>${msg("agentsMyUntil")}<#else>${msg("agentsMyEnded")}</#if></dt><dd><@layout.time run.until()/></dd></div>
    <div><dt>${msg("agentsManageRunId")}</dt><dd><bdi>${id}</bdi></dd></div>
  </dl>

  <#if cause?has_content>
    <h2>${msg("agentsManageWhy")}</h2>
    <p>${msg("agentsManageCause_" + cause)}<#if endedBy?has_content> ${msg("agentsManageBy")} <bdi>${endedBy}</bdi>.</#if></p>
    <#if reason?has_content><p>${msg("agentsManageReasonGiven")} <q><bdi>${reason}</bdi></q></p></#if>
    <#if causeHref?has_content><p><a href="${causeHref}">${msg("agentsManageCausePage")}</a></p></#if>
  </#if>
  <#if journal?has_content>
    <h2>${msg("agentsManageJournal")}</h2>
    <ul>
      <#list journal as entry>
        <li><@layout.time entry.at()/>: ${msg("agentsManageEntry_" + entry.what())}<#if entry.by()?has_content> ${msg("agentsManageBy")} <bdi>${entry.by()}</bdi></#if><#if entry.reason()?has_content>: <q><bdi>${entry.reason()}</bdi></q></#if></li>
      </#list>
    </ul>
  </#if>

  <h2>${msg("agentsManagePermission")}</h2>
  <p>${msg("agentsManagePermission_" + permission)}<#if consent?has_content> <bdi>${consent}</bdi></#if><#if app?has_content>, ${msg("agentsManageThrough")} <bdi>${app}</bdi></#if></p>
  <#if (line?size > 1)>
    <p>${msg("agentsManageLine")}</p>
    <ol>
      <#list line as one><li><a href="${one.href()}"><bdi>${one.agent()}</bdi></a> <@parts.state one.state()/></li></#list>
    </ol>
  </#if>

  <h2>${msg("agentsManageDeliveries")}</h2>
  <#if deliveries?has_content>
    <@parts.table msg("agentsManageDeliveries")>
      <thead>
        <tr><th scope="col"><@parts.term "receiver"/></th><th scope="col">${msg("agentsManageState")}</th><th scope="col">${msg("agentsManageAttempts")}</th><th scope="col">${msg("agentsManageWhen")}</th><th scope="col">${msg("agentsManageError")}</th></tr>
      </thead>
      <tbody>
        <#list deliveries as one>
          <tr><th scope="row"><bdi>${one.receiver()}</bdi></th><td><@parts.state one.state()/></td><td>${one.attempts()}</td><td><#if (one.at())??><@layout.time one.at()/></#if></td><td><bdi>${one.error()}</bdi></td></tr>
        </#list>
      </tbody>
    </@parts.table>
    <#if dead && mayManage>
      <form method="post" action="${act}/retry">
        <input type="hidden" name="stateChecker" value="${stateChecker}">
        <p>${msg("agentsManageRetryHelp")} <button type="submit">${msg("agentsManageRetry")}</button></p>
      </form>
    </#if>
  <#else>
    <p><#if going>${msg("agentsManageDeliveriesLater")}<#else>${msg("agentsManageDeliveriesNone")}</#if></p>
  </#if>
</@parts.page>
