namespace Ecommerce.Clusters.Tests;

/// <summary>What the world reaches of an overlay.</summary>
public sealed class IngressTests
{
    [KubectlTheory]
    [InlineData("staging", "api.staging.ecommerce.example", "staging.ecommerce.example", "office.staging.ecommerce.example")]
    [InlineData("production", "api.ecommerce.example", "ecommerce.example", "office.ecommerce.example")]
    public void Served_hosts_match_certificates(string overlay, string api, string storefront, string backOffice)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var certified = manifest.OfKind("Certificate")
            .ToDictionary(one => one.Root.Text("spec.secretName")!,
            one => one.Root.Each("spec.dnsNames").Select(name => name.ToString()).ToList(), StringComparer.Ordinal);

        foreach (var ingress in manifest.OfKind("Ingress"))
        {
            var hosts = ingress.Root.Each("spec.rules").Select(rule => rule.Text("host")).ToList();
            Assert.All(hosts, host => Assert.Contains(host, (string[])[api, storefront, backOffice]));
            Assert.All(ingress.Root.Each("spec.tls"), tls => Assert.Equal(hosts, tls.Each("hosts").Select(host => host.ToString())));
            Assert.All(ingress.Root.Each("spec.tls"),
                tls => Assert.Superset(hosts.ToHashSet(), certified[tls.Text("secretName")!].ToHashSet<string?>()));
            Assert.NotEmpty(ingress.Root.Each("spec.tls"));
        }

        Assert.All(manifest.OfKind("VirtualService").SelectMany(one => one.Root.Each("spec.hosts")).Select(host => host.ToString())
            .Where(host => host.Contains('.', StringComparison.Ordinal)),
            host => Assert.Contains(host, (string[])[api, storefront, backOffice]));
        Assert.All(manifest.OfKind("Gateway").SelectMany(one => one.Root.Each("spec.servers")).SelectMany(server => server.Each("hosts")),
            host => Assert.Contains(host.ToString(), (string[])[api, storefront, backOffice]));
        Assert.Equal($"https://{storefront}", manifest.Get("KongPlugin", "cors").Root.Each("config.origins").Single().ToString());
    }

    [KubectlFact]
    public void Development_is_served_without_certificates()
    {
        var ingresses = Kustomize.Build("overlays/development").OfKind("Ingress").ToList();
        Assert.NotEmpty(ingresses);
        Assert.All(ingresses, ingress =>
        {
            Assert.Empty(ingress.Root.Each("spec.tls"));
            Assert.Equal("false", ingress.Annotations["nginx.ingress.kubernetes.io/ssl-redirect"]);
            Assert.All(ingress.Root.Each("spec.rules"), rule => Assert.EndsWith(".localhost", rule.Text("host"), StringComparison.Ordinal));
        });
    }

    [KubectlTheory]
    [InlineData("development")]
    [InlineData("staging")]
    [InlineData("production")]
    public void Mail_links_use_served_hosts(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var served = manifest.OfKind("Ingress").SelectMany(one => one.Root.Each("spec.rules")).Select(rule => rule.Text("host"))
            .ToHashSet();
        var settings = manifest.OfKind("ConfigMap")
            .Single(map => map.Name.StartsWith("notification-service-config", StringComparison.Ordinal)).Root.Map("data");
        Assert.All((string[])["PARAM_API_ADDRESS", "PARAM_BACK_OFFICE_ADDRESS", "PARAM_STOREFRONT_ADDRESS"],
            key => Assert.Contains(new Uri(settings[key]).Host, served));
    }
}
