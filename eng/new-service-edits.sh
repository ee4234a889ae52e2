# The edits of eng/new-service.sh. Sourced; uses name, path, pascal.

# gift-card: GiftCard
pascal_case() { sed -E 's/(^|-)([a-z])/\U\2/g' <<<"$1"; }

fill_in() { sed -e "s|__Name__|$pascal|g; s|__name__|$name|g; s|__metric__|${name//-/_}|g; s|__path__|$path|g" "$1"; }

# copy_template FOLDER TARGET: every file, with the service's name in its text and in its own name.
copy_template() {
  local file target
  find "eng/service-template/$1" -name '*.template' | while read -r file; do
    target=${file#"eng/service-template/$1/"}
    target=$2/${target%.template}
    target=$(sed -E "s|/Name([A-Z][A-Za-z]*\.)|/$pascal\1|" <<<"$target")
    mkdir -p "$(dirname "$target")"
    fill_in "$file" >"$target"
  done
}

# insert_before PATTERN TEXT FILE: before the first line that matches, which must be there.
insert_before() {
  grep -qE "$1" "$3" || { echo "$3 has no line like $1: eng/new-service.sh must be adapted." >&2; exit 1; }
  TEXT=$2 awk -v pattern="$1" '!done && $0 ~ pattern { print ENVIRON["TEXT"]; done = 1 } { print }' "$3" >"$3.new"
  cat "$3.new" >"$3"
  rm "$3.new"
}

add_to_solution() {
  insert_before '"services/Gateway/' "    <Project Path=\"services/${pascal}Service/${pascal}Service.csproj\" />" Ecommerce.slnx
  insert_before '"tests/services/Gateway.Tests/' "    <Project Path=\"tests/services/${pascal}Service.Tests/${pascal}Service.Tests.csproj\" />" Ecommerce.slnx
  eng/solution.sh
}

add_to_model() {
  local variable="${pascal,}Service" map=Ecommerce.AppHost/AppHost.cs
  insert_before 'services/Gateway/Gateway.csproj' \
    "    <ProjectReference Include=\"../services/${pascal}Service/${pascal}Service.csproj\" />" Ecommerce.AppHost/Ecommerce.AppHost.csproj
  insert_before '^var gateway = ' "var $variable = builder.AddService<Projects.${pascal}Service>(\"$name-service\")
    .WithIconName(\"Apps\").WithApiDescription()
    .WithReference(userService);
" "$map"
  # The first service with an external endpoint is the gateway.
  insert_before '^    .WithExternalHttpEndpoints' "    .WithReference($variable).WaitFor($variable)" "$map"
}

add_route() {
  insert_before '"path": "/analytics"' "    { \"path\": \"$path\", \"service\": \"$name-service\" }," services/Gateway/routes.json
}
