#!/bin/sh
# catalogues.sh check|update: compares or merges the strings of the code with every .po file of both packages.
set -eu
cd "$(dirname "$0")/.."
case "${1:-}" in
check) option=--check ;;
update) option= ;;
*) echo "usage: catalogues.sh check|update" >&2; exit 2 ;;
esac

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
outdated=
for package in helpcenter_build form_service; do
    template=$folder/$package.pot
    # Places without line numbers: a moved line is no change for a translator.
    .venv/bin/pybabel --quiet extract --mapping-file pyproject.toml --add-location file --sort-by-file \
        --no-wrap --add-comments "Translators:" --keywords "_l" --keywords "lazy_gettext" \
        --project shop-help-center --output-file "$template" "$package"
    for catalogue in "$package"/translations/*/LC_MESSAGES/"$package".po; do
        [ -e "$catalogue" ] || continue
        locale=$(basename "$(dirname "$(dirname "$catalogue")")")
        # shellcheck disable=SC2086  # an option or nothing
        .venv/bin/pybabel --quiet update $option --ignore-pot-creation-date --no-fuzzy-matching --no-wrap \
            --ignore-obsolete --input-file "$template" --output-file "$catalogue" --locale "$locale" \
            2>"$folder/errors" && continue
        grep -q 'catalogs are out of date' "$folder/errors" || cat "$folder/errors" >&2
        outdated="$outdated $catalogue"
    done
done
[ -z "$outdated" ] || {
    echo "Not in step with the strings in the code:$outdated"
    echo "Run make catalogues and translate what is new."
    exit 1
} >&2
