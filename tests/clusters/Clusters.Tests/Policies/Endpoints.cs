namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>A Service has pods behind it that open the ports it sends to.</summary>
internal static class Endpoints
{
    public static IEnumerable<string> Violations(Manifest manifest)
    {
        var pods = PodSet.Of(manifest).ToList();
        return from service in manifest.OfKind("Service")
               let selector = service.Root.Map("spec.selector")
               // Without a selector it is somebody else's to fill, or an alias.
               where selector.Count > 0
               let selected = pods.Where(set => LabelSelector.Matches(selector, set.Labels)).ToList()
               from violation in selected.Count == 0 ? ["selects no pods"] : Closed(service, selected)
               select $"{service}: {violation}";
    }

    private static IEnumerable<string> Closed(KubernetesObject service, List<PodSet> selected)
        => from port in service.Root.Each("spec.ports")
           let target = port.Text("targetPort") ?? port.Text("port")
           from set in selected
           where !set.Ports.Contains(target)
           select $"sends to port {target}, which {set.Name} does not open";
}
